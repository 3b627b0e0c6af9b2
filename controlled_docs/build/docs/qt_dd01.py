"""QT-ĐĐ-01: first land registration and certificate."""

from datetime import date

from controlled_docs.build.content import Amendment, Document, Step
from controlled_docs.build.service import DESK, Service, sections

SERVICE = Service(
    purpose="Quy định trình tự, trách nhiệm, thời gian giải quyết thủ tục đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu, bảo đảm đúng đối tượng, đúng diện tích, đúng hạn và không phải đính chính.",
    scope=(
        "Áp dụng cho tổ chức đang sử dụng đất, tổ chức tôn giáo và các đối tượng khác thuộc thẩm quyền giải quyết của {agency} theo phân định hiện hành, đề nghị đăng ký và cấp Giấy chứng nhận lần đầu.",
        "Hộ gia đình, cá nhân, cộng đồng dân cư nộp hồ sơ theo quy trình của UBND cấp xã; Văn phòng Đăng ký đất đai phối hợp theo quy chế.",
    ),
    laws=("datDai", "nd101", "nd151"),
    terms=(
        "GCN :: Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất.",
        "VPĐK :: Văn phòng Đăng ký đất đai.",
        "QLĐĐ :: Phòng Quản lý đất đai.",
        "Trích đo :: đo đạc riêng thửa đất ở nơi chưa có bản đồ địa chính hoặc ranh giới đã thay đổi.",
    ),
    dossier=(
        ("Đơn đăng ký đất đai, tài sản gắn liền với đất theo mẫu", "01", ""),
        ("Một trong các giấy tờ về quyền sử dụng đất theo Luật Đất đai (nếu có)", "", "01"),
        ("Giấy tờ về tài sản gắn liền với đất, sơ đồ tài sản (nếu đề nghị chứng nhận)", "", "01"),
        ("Báo cáo kết quả rà soát hiện trạng sử dụng đất của tổ chức", "01", ""),
        ("Mảnh trích đo bản đồ địa chính (nếu đã thực hiện)", "01", ""),
        ("Chứng từ thực hiện nghĩa vụ tài chính hoặc giấy tờ về miễn, giảm (nếu có)", "", "01"),
        ("Văn bản ủy quyền (nếu nộp thay)", "01", ""),
    ),
    sets="Số lượng: 01 bộ. Bản sao được đối chiếu với bản chính khi nộp trực tiếp; hồ sơ trực tuyến dùng bản điện tử ký số hoặc bản chụp.",
    limit_days=20,
    limit_note="Thời hạn không tính thời gian thực hiện nghĩa vụ tài chính của người sử dụng đất, thời gian xử lý hành vi vi phạm và thời gian trưng cầu giám định. Đối với xã miền núi, vùng khó khăn áp dụng thời hạn riêng đã công bố.",
    fee="Phí thẩm định hồ sơ và lệ phí cấp Giấy chứng nhận theo nghị quyết của HĐND {province}; thu một lần, có biên lai điện tử. Các khoản thuế, tiền sử dụng đất, tiền thuê đất do cơ quan thuế thông báo.",
    steps=(
        Step(
            "Tiếp nhận hồ sơ",
            "Kiểm tra thành phần; cấp giấy tiếp nhận hoặc phiếu hướng dẫn; số hóa và chuyển VPĐK.",
            DESK,
            4,
            "BM-01-QT-09\nBM-02-QT-09\nBM-05-QT-09",
        ),
        Step(
            "Phân công thụ lý",
            "Giao người thụ lý, ghi thời hạn từng bước.",
            "Giám đốc VPĐK",
            4,
            "BM-05-QT-09",
        ),
        Step(
            "Kiểm tra hồ sơ, nguồn gốc",
            "Đối chiếu giấy tờ, bản đồ, quy hoạch, hồ sơ giao đất, cho thuê đất; kiểm tra tranh chấp.",
            "Người thụ lý – VPĐK",
            24,
            "BM-01-QT-ĐĐ-01",
        ),
        Step(
            "Kiểm tra thực địa, trích đo",
            "Xác định ranh giới, diện tích, hiện trạng với sự có mặt của người sử dụng đất giáp ranh; xác nhận của UBND cấp xã.",
            "VPĐK, UBND cấp xã",
            40,
            "BM-02-QT-ĐĐ-01",
        ),
        Step(
            "Lấy ý kiến, chuyển thông tin thuế",
            "Lấy ý kiến cơ quan quản lý tài sản (nếu có); gửi phiếu chuyển thông tin xác định nghĩa vụ tài chính.",
            "Người thụ lý – VPĐK",
            24,
            "Phiếu chuyển thông tin",
        ),
        Step(
            "Thẩm tra hồ sơ cấp giấy",
            "Thẩm tra điều kiện, diện tích, hình thức, thời hạn sử dụng; trả lại VPĐK nếu thiếu căn cứ.",
            "Chuyên viên QLĐĐ",
            32,
            "BM-01-QT-ĐĐ-01",
        ),
        Step(
            "Soát xét, trình ký",
            "Soát dự thảo quyết định, nội dung in trên GCN.",
            "Trưởng phòng QLĐĐ",
            8,
            "Tờ trình, dự thảo GCN",
        ),
        Step(
            "Ký GCN", "Ký theo thẩm quyền được phân định.", "Lãnh đạo có thẩm quyền", 8, "GCN đã ký"
        ),
        Step(
            "Vào sổ, cập nhật, trả kết quả",
            "Đóng dấu, vào sổ, cập nhật cơ sở dữ liệu địa chính; chuyển Trung tâm; trả kết quả, thu phí.",
            "Văn thư, VPĐK, Trung tâm",
            8,
            "GCN\nBM-06-QT-09",
        ),
    ),
    notes=(
        "Lưu ý khi thực hiện :: người thụ lý đọc lại họ tên, số định danh, số thửa, tờ bản đồ, diện tích cùng một người khác trước khi in; hai người ký nháy trên bản dự thảo. Đây là biện pháp kiểm soát rủi ro in sai đã nêu trong bảng rủi ro.",
        "- Hồ sơ có tranh chấp đã được thụ lý: thông báo tạm dừng bằng văn bản, nêu căn cứ, thời hạn tạm dừng không tính vào thời gian giải quyết.",
        "- Diện tích đo thực tế lớn hơn giấy tờ nhưng ranh giới không đổi: giải quyết theo số liệu đo thực tế theo luật, không yêu cầu làm thủ tục khác.",
        "- Hồ sơ không đủ điều kiện: trả lời bằng văn bản nêu điều luật áp dụng; không giữ hồ sơ quá thời hạn.",
    ),
    records=(
        ("Hồ sơ địa chính, bản lưu GCN", "Văn phòng Đăng ký đất đai", "Vĩnh viễn"),
        ("Tờ trình, biên bản kiểm tra, phiếu thẩm tra", "Phòng Quản lý đất đai", "Vĩnh viễn"),
    ),
)

DOCUMENT = Document(
    code="QT-ĐĐ-01",
    title="Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu",
    title_en="First land registration and land use right certificate",
    kind="QT",
    owner="QLDD",
    field="dat_dai",
    clauses=("8.2", "8.5.1", "8.5.2", "8.6", "8.7"),
    summary="Trình tự đăng ký đất đai, tài sản gắn liền với đất và cấp Giấy chứng nhận (sổ đỏ) lần đầu cho tổ chức trong 20 ngày làm việc.",
    edition=1,
    revision=2,
    review_months=6,
    limit_days=SERVICE.limit_days,
    recipients=("BGD", "VP", "TTra", "QLDD", "VPDK", "TTCNTT", "TTHCC"),
    log=(
        Amendment(
            "05/2024-QLĐĐ",
            "Mục 5.1, 5.2",
            "Cập nhật Luật Đất đai năm 2024 và nghị định hướng dẫn; bỏ giấy tờ đã có trong cơ sở dữ liệu.",
            1,
            1,
            date(2024, 10, 28),
        ),
        Amendment(
            "07/2025-QLĐĐ",
            "Mục 2, 5.1, 5.7",
            "Phân định thẩm quyền theo chính quyền địa phương hai cấp; rút ngắn bước thẩm tra từ 06 còn 04 ngày.",
            1,
            2,
            date(2025, 9, 15),
        ),
    ),
    sections=sections(SERVICE),
)
