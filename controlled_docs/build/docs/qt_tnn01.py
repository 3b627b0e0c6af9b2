"""QT-TNN-01: licence to exploit groundwater."""

from controlled_docs.build.content import Document, Step
from controlled_docs.build.service import DESK, Service, sections

SERVICE = Service(
    purpose="Quy định trình tự, trách nhiệm, thời gian giải quyết thủ tục cấp giấy phép khai thác nước dưới đất thuộc thẩm quyền của UBND {province}, bảo đảm khai thác không vượt khả năng của tầng chứa nước và không gây sụt lún, ô nhiễm.",
    scope=(
        "Áp dụng cho tổ chức, cá nhân khai thác nước dưới đất có quy mô phải cấp phép thuộc thẩm quyền cấp tỉnh (lưu lượng dưới 3.000 m³/ngày đêm). Gia hạn, điều chỉnh, cấp lại thực hiện các bước tương ứng.",
        "Khai thác thuộc diện chỉ phải kê khai hoặc đăng ký thực hiện theo thủ tục khác.",
    ),
    laws=("nuoc", "nd54"),
    terms=(
        "TNN :: Phòng Tài nguyên nước, Khí tượng thủy văn và Biến đổi khí hậu.",
        "Công trình khai thác :: một hoặc nhiều giếng trong cùng một khu vực, cùng chủ, khoảng cách giữa các giếng theo quy định.",
        "Vùng bảo hộ vệ sinh :: khu vực quanh nơi lấy nước sinh hoạt cần được bảo vệ để phòng ô nhiễm.",
    ),
    dossier=(
        ("Đơn đề nghị cấp giấy phép theo mẫu", "01", ""),
        ("Báo cáo kết quả thăm dò hoặc báo cáo hiện trạng khai thác (công trình đã có)", "01", ""),
        ("Sơ đồ bố trí công trình khai thác", "01", ""),
        ("Kết quả phân tích chất lượng nguồn nước trong 06 tháng gần nhất", "", "01"),
        (
            "Văn bản góp ý và tổng hợp tiếp thu, giải trình ý kiến cộng đồng (nếu thuộc trường hợp phải lấy ý kiến)",
            "",
            "01",
        ),
        ("Bản kê khai tính tiền cấp quyền khai thác tài nguyên nước", "01", ""),
    ),
    sets="Số lượng: 01 bộ, nộp trực tuyến hoặc trực tiếp.",
    limit_days=30,
    limit_note="Thời hạn do UBND tỉnh công bố sau khi cắt giảm so với thời hạn của nghị định. Thời gian tổ chức, cá nhân bổ sung, lập lại báo cáo không tính.",
    fee="Phí thẩm định báo cáo theo nghị quyết của HĐND {province}, theo mức lưu lượng đề nghị. Tiền cấp quyền khai thác nộp theo thông báo sau khi được phê duyệt.",
    steps=(
        Step(
            "Tiếp nhận hồ sơ",
            "Kiểm tra thành phần, cấp giấy tiếp nhận, số hóa, chuyển Phòng TNN.",
            DESK,
            4,
            "BM-01-QT-09\nBM-05-QT-09",
        ),
        Step(
            "Phân công",
            "Giao người thụ lý, ghi thời hạn từng bước.",
            "Trưởng phòng TNN",
            4,
            "BM-05-QT-09",
        ),
        Step(
            "Kiểm tra hồ sơ",
            "Kiểm tra đối tượng, nội dung báo cáo, ý kiến cộng đồng; thông báo bổ sung một lần hoặc trả lại có lý do.",
            "Người thụ lý",
            48,
            "BM-02-QT-09",
        ),
        Step(
            "Kiểm tra thực tế",
            "Xác minh vị trí, kết cấu giếng, thiết bị đo, nguồn thải xung quanh; đo mực nước.",
            "Phòng TNN, UBND cấp xã",
            40,
            "BM-01-QT-TNN-01",
        ),
        Step(
            "Thẩm định báo cáo",
            "Đánh giá trữ lượng, chất lượng, ảnh hưởng đến công trình lân cận, phương án giám sát; lập hội đồng khi cần.",
            "Người thụ lý, hội đồng",
            72,
            "BM-02-QT-TNN-01",
        ),
        Step(
            "Tính tiền cấp quyền",
            "Kiểm tra bản kê khai, tính tiền cấp quyền, dự thảo quyết định phê duyệt.",
            "Phòng TNN, Phòng Kế hoạch – Tài chính",
            24,
            "Bảng tính",
        ),
        Step(
            "Soát xét, trình",
            "Soát tọa độ, lưu lượng, chế độ, thời hạn giấy phép; ký tờ trình.",
            "Trưởng phòng TNN, Lãnh đạo Sở",
            16,
            "Tờ trình, dự thảo",
        ),
        Step(
            "Cấp giấy phép",
            "Ký giấy phép và quyết định phê duyệt tiền cấp quyền.",
            "UBND tỉnh",
            24,
            "Giấy phép",
        ),
        Step(
            "Trả kết quả, theo dõi",
            "Trả kết quả; cập nhật cơ sở dữ liệu; thông báo cơ quan thuế; nhập lịch nhắc gia hạn trước 90 ngày.",
            "Văn thư, Trung tâm, Phòng TNN",
            8,
            "Giấy phép\nBM-06-QT-09",
        ),
    ),
    notes=(
        "Lưu ý khi thực hiện :: tọa độ giếng ghi theo hệ VN-2000 đúng kinh tuyến trục của tỉnh; người thứ hai chuyển tọa độ lên bản đồ để kiểm tra trước khi trình.",
        "- Vị trí nằm trong vùng cấm, vùng hạn chế khai thác: nêu căn cứ trong phiếu thẩm định và xử lý theo luật.",
        "- Giấy phép ghi rõ yêu cầu lắp đặt thiết bị giám sát, kết nối dữ liệu và trám lấp giếng không sử dụng.",
        "- Mùa khô hoặc khi có cảnh báo suy giảm mực nước, Phòng TNN rà soát lại lưu lượng đã cấp trong vùng trước khi cấp mới.",
    ),
    records=(
        ("Giấy phép, tờ trình, phiếu thẩm định", "Phòng TNN, lưu trữ cơ quan", "Vĩnh viễn"),
        ("Biên bản kiểm tra, kết quả phân tích nước", "Phòng TNN", "20 năm"),
    ),
)

DOCUMENT = Document(
    code="QT-TNN-01",
    title="Cấp giấy phép khai thác nước dưới đất",
    title_en="Licence to exploit groundwater",
    kind="QT",
    owner="TNN",
    field="tai_nguyen_nuoc",
    clauses=("8.2", "8.5.1", "8.5.2", "8.6"),
    summary="Kiểm tra, thẩm định và cấp giấy phép khai thác nước dưới đất (giếng khoan) thuộc thẩm quyền cấp tỉnh trong 30 ngày làm việc.",
    review_months=6,
    limit_days=SERVICE.limit_days,
    recipients=("BGD", "VP", "TTra", "TNN", "KHTC", "TTCNTT", "TTHCC"),
    sections=sections(SERVICE),
)
