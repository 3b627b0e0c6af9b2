"""The shape all procedures for administrative services share: sections 1 to 7, section 5 in seven parts."""

from dataclasses import dataclass

from controlled_docs.build.content import Block, Forms, Refs, Section, Step, Steps, Table

SLIPS = tuple(f"BM-{number:02d}-QT-09" for number in range(1, 7))
DESK = "Người tiếp nhận tại Trung tâm"


@dataclass(frozen=True)
class Service:
    """What is particular to one service (thủ tục hành chính)."""

    purpose: str
    scope: tuple[str, ...]
    laws: tuple[str, ...]
    terms: tuple[str, ...]
    dossier: tuple[tuple[str, str, str], ...]  # paper, originals, copies
    sets: str
    limit_days: int
    limit_note: str
    fee: str
    steps: tuple[Step, ...]
    notes: tuple[Block, ...]
    records: tuple[tuple[str, str, str], ...]  # record, where, how long


def sections(service: Service) -> tuple[Section, ...]:
    """The seven sections of a procedure for an administrative service."""
    return (
        ("Mục đích", (service.purpose,)),
        ("Phạm vi áp dụng", service.scope),
        (
            "Tài liệu viện dẫn",
            (
                Refs(("iso9001", "qd101"), ("QT-01", "QT-04", "QT-09")),
                "Văn bản quy phạm pháp luật làm căn cứ giải quyết thủ tục nêu tại mục 5.1.",
            ),
        ),
        (
            "Định nghĩa, từ viết tắt",
            ("TTHC :: thủ tục hành chính.", "Trung tâm :: {centre}.", *service.terms),
        ),
        ("Nội dung quy trình", _content(service)),
        (
            "Biểu mẫu",
            (
                Forms(SLIPS),
                "Mẫu đơn, tờ khai của thủ tục dùng theo mẫu ban hành kèm văn bản quy phạm pháp luật nêu tại mục 5.1.",
            ),
        ),
        ("Hồ sơ cần lưu", _records(service)),
    )


def _content(service: Service) -> tuple[Block, ...]:
    rows = tuple((str(number), *row) for number, row in enumerate(service.dossier, 1))
    return (
        "# Cơ sở pháp lý",
        Refs((*service.laws, "nd118", "tt03", "congBo")),
        "Khi một văn bản trên được sửa đổi, thay thế thì áp dụng văn bản mới từ ngày có hiệu lực; quy trình được cập nhật chậm nhất sau 03 tháng.",
        "# Thành phần hồ sơ",
        Table(("TT", "Tên giấy tờ", "Bản chính", "Bản sao"), rows, (0, 8, 1.3, 1.3)),
        "Giấy tờ đã có trong cơ sở dữ liệu mà cơ quan khai thác được thì không yêu cầu nộp. Không yêu cầu giấy tờ ngoài danh mục này.",
        "# Số lượng hồ sơ",
        service.sets,
        "# Thời gian xử lý",
        f"Thời hạn công bố: {service.limit_days:02d} ngày làm việc kể từ ngày nhận hồ sơ hợp lệ.",
        service.limit_note,
        "# Nơi tiếp nhận và trả kết quả",
        "Bộ phận của Sở tại {centre}; cổng dịch vụ công; dịch vụ bưu chính công ích. Tổ chức, cá nhân chọn nơi nhận kết quả khi nộp hồ sơ.",
        "# Phí, lệ phí",
        service.fee,
        "# Quy trình xử lý công việc",
        Steps(service.steps, flow=False),
        *service.notes,
    )


def _records(service: Service) -> tuple[Block, ...]:
    common = (
        ("Hồ sơ đầu vào theo mục 5.2", "Lưu trữ cơ quan", "Theo thời hạn của kết quả"),
        (
            "Phiếu kiểm soát quá trình, phiếu yêu cầu bổ sung, văn bản xin lỗi (nếu có)",
            "Cùng hồ sơ",
            "Như hồ sơ",
        ),
    )
    rows = tuple((str(number), *row) for number, row in enumerate((*common, *service.records), 1))
    return (
        Table(("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"), rows, (0, 5, 3, 2.6)),
        "Thời gian lưu là mức tối thiểu; nếu quy định về thời hạn bảo quản của ngành dài hơn thì theo quy định đó.",
    )
