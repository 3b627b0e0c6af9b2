"""The locked-down LibreOffice profile: a new one for every job, nothing fetched, nothing run."""

from pathlib import Path

COMMON, WRITER = "/org.openoffice.Office.Common/", "/org.openoffice.Office.Writer/"
SCRIPTING = COMMON + "Security/Scripting"
SETTINGS = (
    (SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (SCRIPTING, "DisableMacrosExecution", "true"),
    (SCRIPTING, "DisableActiveContent", "true"),
    (SCRIPTING, "MacroSecurityLevel", "3"),
    (WRITER + "Content/Update", "Link", "0"),  # never
    (WRITER + "Content/Update", "Field", "true"),
    (COMMON + "Load", "UserDefinedSettings", "false"),
    (COMMON + "Misc", "FirstRun", "false"),
    (COMMON + "Save/Document", "CreateBackup", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
     "AutoCheckEnabled", "false"),
)  # fmt: skip
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def write_profile(folder: Path) -> None:
    """Make the profile in an empty folder."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(f"{HEAD}{items}</oor:items>\n")
