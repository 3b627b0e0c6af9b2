"""Forms of QT-TNN-01."""

from controlled_docs.build.content import Form, Letterhead, Line, Ruled, Sign, Table

CHECKS = tuple(
    (str(number), text, "", "")
    for number, text in enumerate(
        (
            "Đúng đối tượng, thẩm quyền, loại thủ tục",
            "Vị trí ngoài vùng cấm, vùng hạn chế khai thác",
            "Trữ lượng, mực nước hạ thấp cho phép",
            "Chất lượng nước so với mục đích sử dụng",
            "Ảnh hưởng tới công trình khai thác lân cận",
            "Vùng bảo hộ vệ sinh, nguồn thải xung quanh",
            "Thiết bị giám sát, kết nối dữ liệu",
            "Ý kiến cộng đồng đã được tiếp thu, giải trình",
            "Tính tiền cấp quyền khai thác",
            "Tọa độ đã được người thứ hai kiểm tra",
        ),
        1,
    )
)

FORMS = (
    Form(
        "QT-TNN-01",
        1,
        "Biên bản kiểm tra thực tế công trình khai thác nước",
        "Minutes of well inspection",
        "Vị trí, tọa độ, kết cấu từng giếng, mực nước, thiết bị đo, nguồn thải xung quanh, kiến nghị.",
        (
            Letterhead("Mã hồ sơ: ………………"),
            Line(("Chủ công trình", "Địa điểm")),
            Line(("Thời gian", "Thành phần")),
            Table(
                (
                    "Giếng số",
                    "Tọa độ X",
                    "Tọa độ Y",
                    "Chiều sâu (m)",
                    "Đường kính (mm)",
                    "Mực nước tĩnh (m)",
                    "Lưu lượng (m³/ngày)",
                    "Thiết bị đo",
                ),
                (),
                (1, 1.4, 1.4, 1.1, 1.2, 1.2, 1.3, 1.6),
                6,
            ),
            "# Nguồn thải, công trình khai thác trong bán kính ảnh hưởng",
            Ruled(3),
            "# Nhận xét, kiến nghị",
            Ruled(3),
            Sign(("Người kiểm tra", "Đại diện UBND cấp xã", "Chủ công trình")),
        ),
    ),
    Form(
        "QT-TNN-01",
        2,
        "Phiếu thẩm định hồ sơ cấp phép tài nguyên nước",
        "Appraisal slip, water resources",
        "Mười nội dung thẩm định với kết quả, căn cứ và kết luận đề nghị cấp hoặc không cấp phép.",
        (
            Line(("Mã hồ sơ", "Người đề nghị")),
            Line(("Lưu lượng đề nghị (m³/ngày đêm)", "Mục đích sử dụng")),
            Table(
                ("TT", "Nội dung thẩm định", "Kết quả", "Căn cứ, ghi chú"), CHECKS, (0, 4.6, 1.8, 4)
            ),
            "Kết luận :: ☐ Đề nghị cấp phép     ☐ Yêu cầu bổ sung     ☐ Không cấp phép",
            Line(("Lưu lượng, chế độ, thời hạn đề nghị",)),
            Ruled(1),
            Sign(("Người thẩm định", "Người kiểm tra tọa độ", "Trưởng phòng TNN")),
        ),
    ),
)
