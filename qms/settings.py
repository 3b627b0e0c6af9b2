"""The one reader of the environment: frozen settings, every error listed at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qms.errors import QmsError

ROOT = Path(__file__).resolve().parent.parent


class BadSettings(QmsError):
    """One or more settings cannot be used; `problems` lists them all."""

    code = "BAD-SETTINGS"

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems="; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the service keeps things and how it is reached."""

    instance: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    secure_cookies: bool = False
    trusted_proxies: int = 0
    max_upload_bytes: int = 50 * 1024 * 1024
    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: bool = False
    mail_from: str = "qms@localhost"
    workers: int = 2
    session_idle_minutes: int = 30
    session_hours: int = 12
    language: str = "vi"
    backup_passphrase: str = ""
    soffice: str = ""
    pdf_seconds: int = 120
    pdf_memory_mb: int = 1024
    tsa_url: str = ""
    tsa_roots: str = ""
    tsa_seconds: int = 10
    checkpoint_folder: str = ""
    checkpoint_mail: str = ""
    pkcs11_module: str = ""
    pkcs11_token: str = ""
    pkcs11_key: str = ""

    @property
    def store_path(self) -> Path:
        return self.instance / "store"

    @property
    def index_path(self) -> Path:
        return self.instance / "index"

    @property
    def keys_path(self) -> Path:
        return self.instance / "keys"

    @property
    def secret_path(self) -> Path:
        return self.instance / "secret.key"

    @property
    def public_url(self) -> str:
        return self.base_url or f"http://{self.host}:{self.port}"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read `QMS_*`; raises BadSettings naming every bad value."""
        return _Reader(os.environ if env is None else env).settings()


class _Reader:
    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.problems: list[str] = []

    def settings(self) -> Settings:
        instance = Path(self.env.get("QMS_INSTANCE", "instance")).expanduser().absolute()
        settings = Settings(
            instance=instance,
            database_url=self.database_url(instance),
            host=self.env.get("QMS_HOST", "127.0.0.1"),
            port=self.whole("QMS_PORT", 8000, 1, 65535),
            base_url=self.env.get("QMS_BASE_URL", "").rstrip("/"),
            secure_cookies=self.yes("QMS_SECURE_COOKIES"),
            trusted_proxies=self.whole("QMS_TRUSTED_PROXIES", 0, 0, 5),
            max_upload_bytes=self.whole("QMS_MAX_UPLOAD_MB", 50, 1, 500) * 1024 * 1024,
            smtp_host=self.env.get("QMS_SMTP_HOST", ""),
            smtp_port=self.whole("QMS_SMTP_PORT", 25, 1, 65535),
            smtp_user=self.env.get("QMS_SMTP_USER", ""),
            smtp_password=self.env.get("QMS_SMTP_PASSWORD", ""),
            smtp_tls=self.yes("QMS_SMTP_TLS"),
            mail_from=self.env.get("QMS_MAIL_FROM", "qms@localhost"),
            workers=self.whole("QMS_WORKERS", 2, 1, 64),
            session_idle_minutes=self.whole("QMS_SESSION_IDLE_MINUTES", 30, 5, 720),
            session_hours=self.whole("QMS_SESSION_HOURS", 12, 1, 24),
            language=self.one_of("QMS_LANG", "vi", {"vi", "en"}),
            backup_passphrase=self.env.get("QMS_BACKUP_PASSPHRASE", ""),
            soffice=self.env.get("QMS_SOFFICE", ""),
            pdf_seconds=self.whole("QMS_PDF_SECONDS", 120, 5, 3600),
            pdf_memory_mb=self.whole("QMS_PDF_MEMORY_MB", 1024, 512, 16384),
            tsa_url=self.web_address("QMS_TSA_URL"),
            tsa_roots=self.env.get("QMS_TSA_ROOTS", ""),
            tsa_seconds=self.whole("QMS_TSA_SECONDS", 10, 1, 120),
            checkpoint_folder=self.env.get("QMS_CHECKPOINT_FOLDER", ""),
            checkpoint_mail=self.env.get("QMS_CHECKPOINT_MAIL", ""),
            pkcs11_module=self.env.get("QMS_PKCS11_MODULE", ""),
            pkcs11_token=self.env.get("QMS_PKCS11_TOKEN", ""),
            pkcs11_key=self.env.get("QMS_PKCS11_KEY", ""),
        )
        if self.problems:
            raise BadSettings(self.problems)
        return settings

    def database_url(self, instance: Path) -> str:
        url = self.env.get("QMS_DATABASE_URL", "") or f"sqlite:///{instance / 'qms.db'}"
        if url.startswith(("postgres://", "postgresql://")):
            url = "postgresql+psycopg://" + url.split("://", 1)[1]
        if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            self.problems.append("QMS_DATABASE_URL: sqlite:///FILE or postgresql://USER@HOST/NAME")
        return url

    def web_address(self, name: str) -> str:
        url = self.env.get(name, "")
        if url and not url.startswith(("http://", "https://")):
            self.problems.append(f"{name}: http://… or https://…, not {url!r}")
        return url

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        text = self.env.get(name, str(default))
        if text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        self.problems.append(f"{name}: a whole number from {least} to {most}, not {text!r}")
        return default

    def one_of(self, name: str, default: str, known: set[str]) -> str:
        text = self.env.get(name, default).lower()
        if text in known:
            return text
        self.problems.append(f"{name}: {' or '.join(sorted(known))}, not {text!r}")
        return default

    def yes(self, name: str) -> bool:
        text = self.env.get(name, "0").lower()
        if text not in {"0", "1", "true", "false", "yes", "no"}:
            self.problems.append(f"{name}: 1 or 0, not {text!r}")
        return text in {"1", "true", "yes"}
