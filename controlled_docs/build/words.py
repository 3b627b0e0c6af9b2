"""Names of units and kinds, as printed in the set."""

UNITS = {
    "BGD": "Ban Giám đốc",
    "VP": "Văn phòng Sở",
    "TTra": "Thanh tra Sở",
    "KHTC": "Phòng Kế hoạch – Tài chính",
    "QLDD": "Phòng Quản lý đất đai",
    "KS": "Phòng Khoáng sản",
    "TNN": "Phòng Tài nguyên nước, Khí tượng thủy văn và Biến đổi khí hậu",
    "CCMT": "Chi cục Bảo vệ môi trường",
    "VPDK": "Văn phòng Đăng ký đất đai",
    "TTCNTT": "Trung tâm Công nghệ thông tin",
    "TTHCC": "Bộ phận của Sở tại Trung tâm Phục vụ hành chính công tỉnh",
}

KINDS = {
    "CSCL": "Chính sách",
    "MTCL": "Mục tiêu",
    "STCL": "Sổ tay",
    "QT": "Quy trình",
    "HD": "Hướng dẫn",
    "BM": "Biểu mẫu",
}
