"""QT-MT-02: appraisal of environmental impact assessment reports."""

from controlled_docs.build.content import Document, Step
from controlled_docs.build.service import DESK, Service, sections

SERVICE = Service(
    purpose="Quy định trình tự, trách nhiệm, thời gian thẩm định và phê duyệt kết quả thẩm định báo cáo đánh giá tác động môi trường thuộc thẩm quyền của UBND {province}, để dự án chỉ được quyết định khi tác động đã được nhận diện và có biện pháp giảm thiểu khả thi.",
    scope=(
        "Áp dụng cho chủ dự án đầu tư nhóm II thuộc đối tượng phải đánh giá tác động môi trường, do cấp tỉnh thẩm định.",
        "Dự án thuộc thẩm quyền cấp bộ, dự án thuộc phạm vi bí mật nhà nước không thuộc quy trình này.",
    ),
    laws=("bvmt", "nd08", "nd05", "tt02"),
    terms=(
        "ĐTM :: đánh giá tác động môi trường.",
        "CCBVMT :: Chi cục Bảo vệ môi trường.",
        "Tham vấn :: lấy ý kiến cộng đồng dân cư, cơ quan, tổ chức chịu tác động, do chủ dự án thực hiện trước khi nộp hồ sơ.",
        "Hội đồng :: hội đồng thẩm định báo cáo, có ít nhất 07 thành viên, ít nhất một phần ba là chuyên gia.",
    ),
    dossier=(
        ("Văn bản đề nghị thẩm định báo cáo đánh giá tác động môi trường", "01", ""),
        ("Báo cáo đánh giá tác động môi trường (bản điện tử và bản giấy cho hội đồng)", "07", ""),
        ("Báo cáo nghiên cứu khả thi hoặc tài liệu tương đương", "", "01"),
        ("Văn bản, kết quả tham vấn (kèm trong báo cáo)", "", "01"),
    ),
    sets="Số lượng: 01 bộ; số bản báo cáo bằng số thành viên hội đồng.",
    limit_days=32,
    limit_note="Gồm 20 ngày làm việc thẩm định (quy đổi thận trọng từ 30 ngày) và 12 ngày làm việc xem xét, phê duyệt sau khi chủ dự án nộp lại báo cáo đã chỉnh sửa (quy đổi thận trọng từ 20 ngày). Thời gian chủ dự án chỉnh sửa không tính.",
    fee="Phí thẩm định báo cáo đánh giá tác động môi trường theo nghị quyết của HĐND {province}, tính theo nhóm dự án và tổng mức đầu tư.",
    steps=(
        Step(
            "Tiếp nhận hồ sơ",
            "Kiểm tra thành phần, cấp giấy tiếp nhận, số hóa, chuyển CCBVMT.",
            DESK,
            4,
            "BM-01-QT-09\nBM-05-QT-09",
        ),
        Step(
            "Phân công, rà soát ban đầu",
            "Kiểm tra đối tượng, thẩm quyền, kết quả tham vấn; yêu cầu bổ sung một lần nếu thiếu.",
            "Lãnh đạo CCBVMT, người thụ lý",
            20,
            "BM-02-QT-09",
        ),
        Step(
            "Thành lập hội đồng",
            "Chọn thành viên đúng chuyên môn, không có xung đột lợi ích; trình quyết định; gửi báo cáo.",
            "CCBVMT, Lãnh đạo Sở",
            24,
            "Quyết định",
        ),
        Step(
            "Khảo sát, lấy ý kiến nhận xét",
            "Khảo sát khu vực dự án; thành viên gửi bản nhận xét.",
            "Hội đồng, người thụ lý",
            40,
            "BM-01-QT-MT-01",
        ),
        Step(
            "Họp hội đồng",
            "Chủ dự án trình bày; hội đồng thảo luận, bỏ phiếu; lập biên bản.",
            "Chủ tịch hội đồng",
            16,
            "BM-01-QT-MT-02",
        ),
        Step(
            "Thông báo kết quả thẩm định",
            "Gửi thông báo nêu đủ nội dung phải chỉnh sửa; tạm dừng tính thời gian.",
            "CCBVMT",
            24,
            "Văn bản thông báo",
        ),
        Step(
            "Thẩm tra báo cáo đã chỉnh sửa",
            "Đối chiếu từng yêu cầu; xin ý kiến chủ tịch hội đồng.",
            "Người thụ lý",
            40,
            "BM-02-QT-MT-01",
        ),
        Step(
            "Soát xét, trình phê duyệt",
            "Soát dự thảo quyết định, phụ lục yêu cầu bảo vệ môi trường.",
            "Lãnh đạo CCBVMT, Lãnh đạo Sở",
            24,
            "Tờ trình",
        ),
        Step(
            "Phê duyệt",
            "Ký quyết định phê duyệt kết quả thẩm định.",
            "UBND tỉnh hoặc Lãnh đạo Sở được ủy quyền",
            24,
            "Quyết định",
        ),
        Step(
            "Trả kết quả, công khai",
            "Trả quyết định; công khai; gửi cơ quan liên quan và UBND cấp xã.",
            "Văn thư, Trung tâm",
            8,
            "Quyết định\nBM-06-QT-09",
        ),
    ),
    notes=(
        "Lưu ý khi thực hiện :: kết quả bỏ phiếu của hội đồng có ba mức: thông qua; thông qua với điều kiện chỉnh sửa; không thông qua. Ủy viên không đồng ý được bảo lưu ý kiến trong biên bản.",
        "- Dự án có yếu tố nhạy cảm về môi trường: bắt buộc khảo sát thực tế trước khi họp.",
        "- Ý kiến của cộng đồng được trả lời từng nội dung trong báo cáo; thiếu trả lời thì coi là chưa đạt.",
        "- Quyết định phê duyệt được nhập vào cơ sở dữ liệu môi trường trong ngày ký.",
    ),
    records=(
        (
            "Báo cáo được phê duyệt, quyết định",
            "Chi cục Bảo vệ môi trường, lưu trữ cơ quan",
            "Vĩnh viễn",
        ),
        ("Biên bản họp hội đồng, phiếu nhận xét, phiếu bầu", "Chi cục Bảo vệ môi trường", "20 năm"),
    ),
)

DOCUMENT = Document(
    code="QT-MT-02",
    title="Thẩm định báo cáo đánh giá tác động môi trường",
    title_en="Appraisal of environmental impact assessment reports",
    kind="QT",
    owner="CCMT",
    field="moi_truong",
    clauses=("8.2", "8.4", "8.5.1", "8.6"),
    summary="Rà soát, thành lập hội đồng, khảo sát, họp thẩm định và phê duyệt báo cáo ĐTM của dự án nhóm II trong 32 ngày làm việc.",
    review_months=6,
    limit_days=SERVICE.limit_days,
    recipients=("BGD", "VP", "TTra", "CCMT", "TTCNTT", "TTHCC"),
    sections=sections(SERVICE),
)
