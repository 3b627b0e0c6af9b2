"""Forms of QT-KS-01."""

from controlled_docs.build.content import Form, Line, Ruled, Sign, Table

FORMS = (
    Form(
        "QT-KS-01",
        1,
        "Phiếu kiểm tra tọa độ, chồng lấn khu vực khoáng sản",
        "Coordinate and overlap check",
        "Tọa độ các điểm góc, kết quả chồng ghép với các lớp bản đồ, kiểm tra thực địa, hai người ký.",
        (
            Line(("Mã hồ sơ", "Tổ chức, cá nhân")),
            Line(("Khu vực", "Diện tích (ha)")),
            Table(
                ("Điểm góc", "X (m)", "Y (m)", "Kiểm tra trên bản đồ", "Kiểm tra thực địa"),
                (),
                (1, 2, 2, 2, 2),
                6,
            ),
            Table(
                (
                    "TT",
                    "Lớp bản đồ đã chồng ghép",
                    "Ngày dữ liệu",
                    "Chồng lấn (có / không, ha)",
                    "Cách xử lý",
                ),
                (
                    ("1", "Khu vực đã cấp phép", "", "", ""),
                    ("2", "Khu vực cấm, tạm cấm hoạt động khoáng sản", "", "", ""),
                    ("3", "Đất quốc phòng, an ninh", "", "", ""),
                    ("4", "Rừng đặc dụng, rừng phòng hộ", "", "", ""),
                    ("5", "Di tích, hành lang công trình", "", "", ""),
                    ("6", "Quy hoạch sử dụng đất", "", "", ""),
                ),
                (0, 3.6, 1.4, 2.2, 2.4),
            ),
            "# Kết luận",
            Ruled(2),
            Sign(("Người kiểm tra", "Người soát xét", "Trưởng phòng Khoáng sản")),
        ),
    ),
)
