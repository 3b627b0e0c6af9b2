"""Forms of QT-04."""

from controlled_docs.build.content import Form, Line, Ruled, Sign, Table

FORMS = (
    Form(
        "QT-04",
        1,
        "Phiếu yêu cầu hành động khắc phục",
        "Corrective action request",
        "Bốn phần: nội dung không phù hợp; nguyên nhân và biện pháp; phê duyệt; kết quả và xác nhận hiệu lực.",
        (
            Line(("Số phiếu", "Ngày", "Đơn vị")),
            "Nguồn :: ☐ Đánh giá nội bộ   ☐ Kiểm tra CCHC   ☐ Phản ánh   ☐ Mục tiêu   ☐ Khác",
            "Loại :: ☐ Nặng     ☐ Nhẹ     ☐ Lưu ý          Lặp lại của phiếu số: …………………",
            "# Phần 1. Nội dung không phù hợp, bằng chứng, yêu cầu bị vi phạm (điều, mục)",
            Ruled(2),
            "# Xử lý tức thời đã làm",
            Ruled(1),
            Line(("Người ghi nhận", "Đại diện đơn vị xác nhận")),
            "# Phần 2. Nguyên nhân gốc; trường hợp tương tự đã xem; hành động khắc phục",
            Ruled(2),
            Table(
                ("TT", "Hành động", "Người thực hiện", "Thời hạn", "Cách biết là có hiệu lực"),
                (),
                (0, 4, 2, 1.4, 3),
                3,
            ),
            "Phần 3. Phê duyệt :: ☐ Đồng ý     ☐ Yêu cầu bổ sung: ………………………",
            Line(("Người phê duyệt (chức vụ)", "Ngày")),
            "# Phần 4. Kết quả thực hiện và xác nhận hiệu lực",
            Ruled(2),
            "Kết luận :: ☐ Có hiệu lực, đóng phiếu     ☐ Không có hiệu lực, phiếu mới số: ………     ☐ Hẹn kiểm tra lại: ………",
            Sign(("Người thực hiện", "Người kiểm tra hiệu lực", "Thư ký ISO")),
        ),
    ),
    Form(
        "QT-04",
        2,
        "Sổ theo dõi sự không phù hợp và hành động khắc phục",
        "Nonconformity and corrective action log",
        "Một dòng cho một phiếu: nguồn, loại, đơn vị, thời hạn, gia hạn, đôn đốc, kết quả kiểm tra hiệu lực.",
        (
            Line(("Năm", "Người theo dõi")),
            Table(
                (
                    "TT",
                    "Số phiếu",
                    "Ngày",
                    "Nguồn",
                    "Loại",
                    "Nội dung tóm tắt",
                    "Đơn vị",
                    "Thời hạn",
                    "Gia hạn (lần)",
                    "Đôn đốc (ngày)",
                    "Ngày hoàn thành",
                    "Hiệu lực",
                    "Ngày đóng",
                ),
                (),
                (0, 1.3, 1.2, 1.2, 0.9, 3.4, 1.6, 1.2, 1, 1.2, 1.3, 1.1, 1.2),
                7,
            ),
            Sign(("Thư ký ISO", "Đại diện lãnh đạo")),
        ),
        landscape=True,
    ),
)
