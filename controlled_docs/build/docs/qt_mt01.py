"""QT-MT-01: environmental permit."""

from controlled_docs.build.content import Document, Step
from controlled_docs.build.service import DESK, Service, sections

SERVICE = Service(
    purpose="Quy định trình tự, trách nhiệm, thời gian giải quyết thủ tục cấp giấy phép môi trường thuộc thẩm quyền của UBND {province}, bảo đảm việc thẩm định khách quan, nội dung giấy phép đủ căn cứ để chủ dự án thực hiện và cơ quan quản lý giám sát.",
    scope=(
        "Áp dụng cho chủ dự án đầu tư, cơ sở sản xuất, kinh doanh, dịch vụ, khu sản xuất tập trung, cụm công nghiệp thuộc đối tượng phải có giấy phép môi trường do cấp tỉnh cấp.",
        "Cấp điều chỉnh, cấp lại, cấp đổi thực hiện các bước tương ứng với thời hạn đã công bố cho từng trường hợp.",
    ),
    laws=("bvmt", "nd08", "nd05", "tt02"),
    terms=(
        "GPMT :: giấy phép môi trường.",
        "CCBVMT :: Chi cục Bảo vệ môi trường.",
        "Đoàn kiểm tra :: đoàn kiểm tra thực tế tại dự án, cơ sở theo quyết định của cơ quan cấp phép.",
        "Vận hành thử nghiệm :: vận hành công trình xử lý chất thải để đánh giá hiệu quả trước khi hoạt động chính thức.",
    ),
    dossier=(
        ("Văn bản đề nghị cấp giấy phép môi trường theo mẫu", "01", ""),
        ("Báo cáo đề xuất cấp giấy phép môi trường", "01", ""),
        (
            "Báo cáo nghiên cứu khả thi hoặc tài liệu tương đương của dự án (đối với dự án không phải đánh giá tác động môi trường)",
            "",
            "01",
        ),
        (
            "Tài liệu pháp lý, kỹ thuật khác kèm theo báo cáo đề xuất (bản vẽ hoàn công công trình bảo vệ môi trường, kết quả quan trắc …)",
            "",
            "01",
        ),
    ),
    sets="Số lượng: 01 bộ bản điện tử; bản giấy nộp khi được yêu cầu để họp thẩm định, số lượng theo số thành viên, không quá 07 bản.",
    limit_days=20,
    limit_note="Thời hạn theo luật là 30 ngày; quy trình này quy đổi thận trọng thành 20 ngày làm việc. Không tính thời gian chủ dự án chỉnh sửa, bổ sung theo thông báo (tối đa 12 tháng) và thời gian trả kết quả theo phương thức đã chọn.",
    fee="Phí thẩm định cấp giấy phép môi trường theo nghị quyết của HĐND {province}; nộp trước khi họp thẩm định. Không thu lệ phí.",
    steps=(
        Step(
            "Tiếp nhận hồ sơ",
            "Kiểm tra thành phần, cấp giấy tiếp nhận, số hóa, chuyển CCBVMT.",
            DESK,
            4,
            "BM-01-QT-09\nBM-05-QT-09",
        ),
        Step(
            "Phân công, kiểm tra hợp lệ",
            "Giao người thụ lý; kiểm tra đối tượng, thẩm quyền, nội dung báo cáo; thông báo một lần nếu thiếu.",
            "Lãnh đạo CCBVMT, người thụ lý",
            12,
            "BM-02-QT-09\nBM-05-QT-09",
        ),
        Step(
            "Công khai, lấy ý kiến",
            "Đăng nội dung báo cáo trên trang thông tin điện tử; lấy ý kiến cơ quan quản lý công trình thủy lợi, chủ hạ tầng khu công nghiệp.",
            "Người thụ lý",
            40,
            "Văn bản lấy ý kiến",
        ),
        Step(
            "Thành lập đoàn kiểm tra hoặc hội đồng",
            "Trình quyết định; gửi hồ sơ cho thành viên.",
            "CCBVMT, Lãnh đạo Sở",
            12,
            "Quyết định",
        ),
        Step(
            "Kiểm tra thực tế, họp thẩm định",
            "Kiểm tra hiện trạng, công trình xử lý; lấy mẫu khi cần; kết luận và nội dung phải chỉnh sửa.",
            "Đoàn kiểm tra, hội đồng",
            32,
            "BM-01-QT-MT-01",
        ),
        Step(
            "Thẩm định hồ sơ chỉnh sửa",
            "Đối chiếu từng nội dung yêu cầu; lập phiếu thẩm định và dự thảo giấy phép.",
            "Người thụ lý",
            24,
            "BM-02-QT-MT-01",
        ),
        Step(
            "Soát xét, trình",
            "Soát giới hạn thông số, lưu lượng, yêu cầu giám sát; ký tờ trình.",
            "Lãnh đạo CCBVMT, Lãnh đạo Sở",
            12,
            "Tờ trình, dự thảo GPMT",
        ),
        Step(
            "Cấp giấy phép",
            "Ký theo thẩm quyền hoặc ủy quyền của UBND tỉnh.",
            "UBND tỉnh hoặc Lãnh đạo Sở được ủy quyền",
            16,
            "GPMT",
        ),
        Step(
            "Trả kết quả, công khai",
            "Vào sổ, đóng dấu, trả kết quả; công khai giấy phép trên trang thông tin điện tử; gửi UBND cấp xã.",
            "Văn thư, Trung tâm, CCBVMT",
            8,
            "GPMT\nBM-06-QT-09",
        ),
    ),
    notes=(
        "Lưu ý khi thực hiện :: thành viên đoàn kiểm tra, hội đồng không có lợi ích liên quan đến dự án và không tham gia lập báo cáo; người thụ lý xác nhận điều này trong phiếu thẩm định.",
        "- Thông số ô nhiễm và giá trị giới hạn được chép từ quy chuẩn đang có hiệu lực và được người thứ hai đối chiếu.",
        "- Hồ sơ bị trả lại nêu rõ điều khoản không đáp ứng; chủ dự án nộp lại được giải quyết như hồ sơ mới.",
        "- Sau khi cấp phép, CCBVMT đưa cơ sở vào kế hoạch kiểm tra, theo dõi vận hành thử nghiệm.",
    ),
    records=(
        (
            "Giấy phép môi trường, tờ trình, phiếu thẩm định",
            "Chi cục Bảo vệ môi trường, lưu trữ cơ quan",
            "Vĩnh viễn",
        ),
        ("Biên bản kiểm tra, kết quả phân tích mẫu", "Chi cục Bảo vệ môi trường", "20 năm"),
    ),
)

DOCUMENT = Document(
    code="QT-MT-01",
    title="Cấp giấy phép môi trường",
    title_en="Environmental permit",
    kind="QT",
    owner="CCMT",
    field="moi_truong",
    clauses=("8.2", "8.5.1", "8.5.2", "8.6", "8.7"),
    summary="Tiếp nhận, kiểm tra thực tế, thẩm định và cấp giấy phép môi trường thuộc thẩm quyền cấp tỉnh trong 20 ngày làm việc.",
    review_months=6,
    limit_days=SERVICE.limit_days,
    recipients=("BGD", "VP", "TTra", "CCMT", "TTCNTT", "TTHCC"),
    sections=sections(SERVICE),
)
