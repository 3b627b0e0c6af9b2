"""Forms of QT-07."""

from controlled_docs.build.content import Form, Line, Sign, Table

FORMS = (
    Form(
        "QT-07",
        1,
        "Sổ đăng ký văn bản đến",
        "Register of incoming papers",
        "Bản in của sổ đăng ký: ngày đến, số đến, tác giả, số ký hiệu, trích yếu, người nhận, thời hạn.",
        (
            Line(("Năm", "Từ số", "Đến số")),
            Table(
                (
                    "Ngày đến",
                    "Số đến",
                    "Tác giả",
                    "Số, ký hiệu",
                    "Ngày văn bản",
                    "Tên loại và trích yếu nội dung",
                    "Đơn vị, người nhận",
                    "Thời hạn",
                    "Ngày chuyển",
                    "Ký nhận",
                    "Ghi chú",
                ),
                (),
                (1.2, 0.9, 2, 1.5, 1.2, 4, 1.8, 1.1, 1.2, 1, 1.2),
                7,
            ),
            Sign(("Văn thư", "Chánh Văn phòng")),
        ),
        landscape=True,
    ),
    Form(
        "QT-07",
        2,
        "Sổ đăng ký văn bản đi",
        "Register of outgoing papers",
        "Bản in của sổ đăng ký: số ký hiệu, ngày, loại và trích yếu, người ký, nơi nhận, nơi lưu, số lượng bản.",
        (
            Line(("Năm", "Loại văn bản", "Từ số … đến số")),
            Table(
                (
                    "Số, ký hiệu",
                    "Ngày văn bản",
                    "Tên loại và trích yếu nội dung",
                    "Người ký",
                    "Nơi nhận văn bản",
                    "Đơn vị, người nhận bản lưu",
                    "Số lượng bản",
                    "Ngày chuyển",
                    "Ký nhận",
                    "Ghi chú",
                ),
                (),
                (1.5, 1.2, 4, 1.5, 2, 1.8, 0.9, 1.2, 1, 1.2),
                7,
            ),
            Sign(("Văn thư", "Chánh Văn phòng")),
        ),
        landscape=True,
    ),
)
