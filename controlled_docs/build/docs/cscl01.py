"""CSCL-01: the quality policy (5.2)."""

from controlled_docs.build.content import Document, Table

DOCUMENT = Document(
    code="CSCL-01",
    title="Chính sách chất lượng",
    title_en="Quality policy",
    kind="CSCL",
    owner="VP",
    clauses=("5.1.2", "5.2.1", "5.2.2"),
    summary="Tuyên bố của Giám đốc Sở về định hướng chất lượng và sáu cam kết với tổ chức, cá nhân.",
    sections=(
        (
            "Tuyên bố của Giám đốc Sở",
            (
                "{agency} là cơ quan chuyên môn thuộc UBND {province}, tham mưu, giúp UBND tỉnh quản lý nhà nước về đất đai, tài nguyên nước, địa chất và khoáng sản, môi trường, khí tượng thủy văn, biến đổi khí hậu và đo đạc, bản đồ. Mỗi quyết định của Sở đều chạm tới tài sản của người dân, chi phí của doanh nghiệp và môi trường sống chung.",
                "Với nhận thức đó, lãnh đạo và toàn thể công chức, viên chức, người lao động của Sở theo đuổi chính sách chất lượng:",
                "= “Đúng pháp luật – Công khai – Đúng hẹn – Thân thiện – Liên tục cải tiến”",
            ),
        ),
        (
            "Cam kết",
            (
                "Đúng pháp luật :: mọi thủ tục được giải quyết đúng thẩm quyền, đúng thành phần hồ sơ đã công bố; không đặt thêm giấy tờ, không yêu cầu bổ sung quá một lần vì lý do đã có thể phát hiện từ đầu.",
                "Công khai :: điều kiện, trình tự, thời hạn, phí, lệ phí và người chịu trách nhiệm được niêm yết và đăng tải; tổ chức, cá nhân tra cứu được tình trạng hồ sơ của mình ở mọi thời điểm.",
                "Đúng hẹn :: kết quả được trả không muộn hơn ngày hẹn; khi có nguy cơ chậm, người giải quyết báo cáo trước, người đứng đầu đơn vị xin lỗi bằng văn bản và hẹn lại có lý do.",
                "Thân thiện :: lắng nghe, giải thích đầy đủ; mọi phản ánh, kiến nghị được ghi nhận, trả lời và dùng làm đầu vào để cải tiến.",
                "Liên tục cải tiến :: tìm nguyên nhân gốc của sai sót, sửa quy trình chứ không chỉ sửa hồ sơ; hằng năm cắt giảm bước, thời gian và chi phí tuân thủ; đẩy mạnh số hóa và dùng lại dữ liệu đã có.",
                "Nguồn lực và gương mẫu :: lãnh đạo Sở bảo đảm nhân lực, phương tiện, thời gian cho hệ thống quản lý chất lượng, trực tiếp chủ trì việc xem xét hệ thống và chịu trách nhiệm về hiệu lực của hệ thống.",
            ),
        ),
        (
            "Truyền đạt và thực hiện",
            (
                "Chính sách này được niêm yết tại trụ sở, tại bộ phận tiếp nhận và trả kết quả, đăng trên trang thông tin điện tử của Sở và sẵn có cho các bên quan tâm. Công chức, viên chức mới được phổ biến chính sách trong tuần làm việc đầu tiên và xác nhận đã đọc, đã hiểu.",
                Table(
                    ("TT", "Ai", "Làm gì để thực hiện chính sách"),
                    (
                        (
                            "1",
                            "Giám đốc Sở",
                            "Phê duyệt chính sách, mục tiêu; chủ trì xem xét của lãnh đạo; xác nhận hiệu lực của hệ thống.",
                        ),
                        (
                            "2",
                            "Trưởng các đơn vị",
                            "Cụ thể hóa chính sách thành mục tiêu của đơn vị; theo dõi hằng tháng; báo cáo kết quả.",
                        ),
                        (
                            "3",
                            "Công chức, viên chức, người lao động",
                            "Hiểu chính sách, làm đúng quy trình, báo ngay khi phát hiện sai lỗi hoặc thấy cách làm tốt hơn.",
                        ),
                        (
                            "4",
                            "Thư ký ISO",
                            "Tổ chức phổ biến, theo dõi xác nhận đã đọc, tổng hợp kiến nghị sửa đổi chính sách.",
                        ),
                    ),
                    (0, 3, 7),
                ),
                "Chính sách được xem xét mỗi năm một lần tại cuộc họp xem xét của lãnh đạo (QT-05) và khi chức năng, nhiệm vụ của Sở thay đổi. Kết quả thực hiện được đo bằng mục tiêu chất lượng (MTCL-01).",
            ),
        ),
    ),
)
