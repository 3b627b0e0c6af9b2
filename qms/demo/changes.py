"""What was revised in the fictional year, in the words of the files and of those who revised."""

from qms.demo.desk import Change

ONLINE_FIRST = Change(
    summary="Rút thời gian số hóa, chuyển hồ sơ từ 04 giờ xuống 02 giờ làm việc đối với hồ sơ "
    "nộp trực tuyến; bổ sung thông báo qua tin nhắn.",
    reason="Kết luận của Giám đốc tại cuộc họp giao ban về tỷ lệ hồ sơ trực tuyến.",
    place="Mục 5.1, bước 2",
    reworded={
        "chuyển tới đơn vị giải quyết kèm phiếu kiểm soát.": "chuyển tới đơn vị giải quyết kèm "
        "phiếu kiểm soát; hồ sơ trực tuyến chuyển trong 02 giờ làm việc và báo cho người nộp bằng "
        "tin nhắn."
    },
)
SECOND_REQUEST = Change(
    summary="Yêu cầu bổ sung hồ sơ lần thứ hai phải kèm văn bản xin lỗi; Trưởng đơn vị giải trình "
    "trong báo cáo tháng.",
    reason="Phát hiện của đánh giá nội bộ: 14 hồ sơ bị yêu cầu bổ sung hai lần trong quý.",
    place="Mục 5.2",
    reworded={
        "yêu cầu lần thứ hai phải do Trưởng đơn vị ký.": "yêu cầu lần thứ hai phải do Trưởng đơn "
        "vị ký, kèm văn bản xin lỗi và được giải trình trong báo cáo tháng."
    },
)
ONE_STOP_EDITION = Change(
    summary="Ban hành lại: tiếp nhận không phụ thuộc địa giới hành chính, dùng chung dữ liệu đã "
    "số hóa, bỏ yêu cầu bản giấy khi đã có bản điện tử có ký số.",
    reason="Ba lần sửa đổi trong năm và hướng dẫn mới về tiếp nhận không phụ thuộc địa giới.",
    place="Toàn bộ tài liệu",
    reworded={
        "để tổ chức, cá nhân chỉ làm việc với một đầu mối": "không phụ thuộc nơi cư trú, để tổ "
        "chức, cá nhân chỉ làm việc với một đầu mối"
    },
    added={
        "Hồ sơ nhận sau 15 giờ được tính": "Hồ sơ tiếp nhận ngoài địa giới được chuyển trong ngày "
        "đến cơ quan có thẩm quyền; thời hạn tính từ khi cơ quan đó nhận đủ dữ liệu."
    },
)
LAND_STEPS = Change(
    summary="Rút ngắn bước thẩm tra từ 04 còn 03 ngày làm việc; bổ sung đối chiếu cơ sở dữ liệu "
    "quốc gia về dân cư.",
    reason="Cơ sở dữ liệu đất đai đã kết nối với cơ sở dữ liệu dân cư.",
    place="Mục 5.7, bước 6",
    reworded={"trả lại VPĐK nếu thiếu căn cứ.": "trả lại VPĐK nếu thiếu căn cứ, nêu rõ điều luật."},
)
LAND_STEPS_AGAIN = Change(
    summary=LAND_STEPS.summary,
    reason=LAND_STEPS.reason,
    added={
        "Đối chiếu giấy tờ, bản đồ, quy hoạch": "Đối chiếu số định danh của người sử dụng đất với "
        "cơ sở dữ liệu quốc gia về dân cư."
    },
)
LAND_NEXT = Change(
    summary="Bổ sung trả kết quả là Giấy chứng nhận điện tử; người sử dụng đất chọn nhận bản giấy.",
    reason="Kế hoạch chuyển đổi số của Sở.",
    place="Mục 5.5",
    reworded={
        "Tổ chức, cá nhân chọn nơi nhận kết quả khi nộp hồ sơ.": "Tổ chức, cá nhân chọn nơi nhận "
        "và hình thức nhận kết quả (Giấy chứng nhận điện tử hoặc bản giấy) khi nộp hồ sơ."
    },
)
PERMIT_CHECK = Change(
    summary="Đoàn kiểm tra dùng thiết bị đo nhanh, gửi kết quả quan trắc cho chủ cơ sở trong 24 "
    "giờ.",
    reason="Phản ánh của doanh nghiệp về việc chậm biết kết quả lấy mẫu.",
    place="Mục 5.7, bước 5",
    reworded={
        "lấy mẫu khi cần; kết luận": "lấy mẫu khi cần và gửi kết quả đo nhanh cho chủ cơ sở trong "
        "24 giờ; kết luận"
    },
)
PERMIT_TRIAL = Change(
    summary="Theo dõi vận hành thử nghiệm bằng dữ liệu quan trắc tự động truyền về Sở.",
    reason="Hệ thống quan trắc tự động của tỉnh đã hoạt động.",
    place="Mục 5.7",
    reworded={
        "theo dõi vận hành thử nghiệm.": "theo dõi vận hành thử nghiệm qua dữ liệu quan trắc tự "
        "động truyền về Sở."
    },
)
SURVEY = Change(
    summary="Thêm câu hỏi về nộp hồ sơ bằng điện thoại; bỏ câu trùng lặp.",
    reason="Góp ý của Trung tâm Phục vụ hành chính công.",
    reworded={"Nộp hồ sơ trực tuyến dễ dàng": "Nộp hồ sơ trực tuyến, bằng điện thoại dễ dàng"},
)
SUPPLEMENT_SLIP = Change(
    summary="Ghi rõ lần yêu cầu thứ hai phải kèm văn bản xin lỗi.",
    reason="Sửa theo QT-09 lần ban hành mới.",
    reworded={
        "Đây là lần yêu cầu thứ: ……": "Đây là lần yêu cầu thứ: …… (lần 02 kèm văn bản xin lỗi)"
    },
)
CONTROLLED_COPIES = Change(
    summary="Phê duyệt bằng chữ ký số trong hệ thống; bản in chỉ để tham khảo; người viết sửa trên "
    "tệp tải từ hệ thống.",
    reason="Đưa hệ thống quản lý tài liệu vào vận hành.",
    place="Mục 5.2",
    reworded={
        "Viết hoặc sửa trên tệp nguồn của bản đang hiệu lực;": "Viết hoặc sửa trên tệp Word tải từ "
        "hệ thống quản lý tài liệu;"
    },
)
RISK_SCALE = Change(
    summary="Chấm lại điểm rủi ro mỗi quý; rủi ro về dữ liệu được chấm riêng.",
    reason="Kết luận xem xét của lãnh đạo.",
    place="Mục 5.1, bước 7",
    reworded={
        "Hằng quý kiểm tra tiến độ; chấm lại điểm còn lại;": "Hằng quý kiểm tra tiến độ; chấm lại "
        "điểm còn lại, riêng rủi ro về dữ liệu chấm hằng tháng;"
    },
)
TRAINING = Change(
    summary="Bổ sung đào tạo kèm cặp tại chỗ và bài kiểm tra trực tuyến.",
    reason="Kế hoạch bồi dưỡng năm.",
    place="Mục 5.1, bước 4",
    reworded={
        "Mời giảng viên, chuẩn bị tài liệu, thông báo;": "Mời giảng viên hoặc người kèm cặp, chuẩn "
        "bị tài liệu, bài kiểm tra trực tuyến, thông báo;"
    },
)
DISPATCH = Change(
    summary="Gửi văn bản đi chỉ qua trục liên thông.",
    reason="Đề nghị của văn thư cơ quan.",
    place="Mục 5.2, bước 6",
    reworded={"Gửi qua trục liên thông hoặc bưu chính;": "Gửi qua trục liên thông;"},
)
OBJECTIVES = Change(
    summary="Mục tiêu chất lượng của năm tới: nâng tỷ lệ hồ sơ trực tuyến lên 85 %, mức hài lòng "
    "lên 92 %.",
    reason="Mục tiêu được đặt lại hằng năm theo chính sách chất lượng.",
    place="Mục 2",
    reworded={"≥ 90 %": "≥ 92 %", "≥ 75 %": "≥ 85 %"},
)
REVIEW_MEETING = Change(
    summary="Đầu vào xem xét của lãnh đạo lấy số liệu trực tiếp từ hệ thống, chốt trước họp 05 "
    "ngày làm việc.",
    reason="Số liệu các đơn vị gửi không cùng thời điểm.",
    place="Mục 5.1, bước 2 và 3",
    reworded={
        "số liệu chốt tại một thời điểm.": "số liệu lấy từ hệ thống, chốt trước họp 05 ngày làm "
        "việc."
    },
)
COUNCIL = Change(
    summary="Cho phép hội đồng họp trực tuyến; thành viên bỏ phiếu bằng chữ ký số.",
    reason="Thành viên hội đồng ở xa, nhiều phiên họp phải hoãn.",
    place="Mục 5.7, bước 5",
    reworded={
        "Chủ dự án trình bày; hội đồng thảo luận, bỏ phiếu;": "Chủ dự án trình bày trực tiếp hoặc "
        "trực tuyến; hội đồng thảo luận, bỏ phiếu bằng chữ ký số;"
    },
)
WELL_CHECK = Change(
    summary="Kiểm tra thực tế giếng khai thác bằng thiết bị định vị; ảnh gắn tọa độ.",
    reason="Sai lệch tọa độ ở ba giấy phép đã cấp.",
    place="Mục 5.7, bước 4",
    reworded={
        "thiết bị đo, nguồn thải xung quanh; đo mực nước.": "thiết bị đo, nguồn thải xung quanh "
        "bằng ảnh gắn tọa độ; đo mực nước."
    },
)
