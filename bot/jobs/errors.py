"""What can go wrong with jobs, with what the operator can do."""

from __future__ import annotations

from bot.errors import AntrianError


class JobError(AntrianError):
    """Base of the errors of jobs."""


class JobBroken(JobError):
    """Raised in place of an unforeseen error of a job, whose words may be personal; the log has its traceback."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"a fault of the program's ({kind}): see `job.broken` in the log")


class WorkerEnded(JobError):
    """Raised when the worker ended without being asked to: its Redis was away for too long; start it again."""

    def __init__(self) -> None:
        super().__init__("the worker ended, as its Redis did not answer; start it again")


class OutboxFull(JobError):
    """Raised when an account's outbox did not empty in time; the job is tried again, and says nothing twice."""

    def __init__(self, account: str, *, waiting: int) -> None:
        self.account = account
        self.waiting = waiting
        super().__init__(f"{waiting} messages of {account} still wait to be sent; is the account served?")


class OfficeGone(JobError):
    """Raised when a job is for an office that is no longer in the configuration; drop the job."""

    def __init__(self, office: str) -> None:
        self.office = office
        super().__init__(f"the office {office} is not in the configuration; `antrian jobs drop` the job")


class DataOverstays(JobError):
    """Raised when dates with something personal in them have no end; report it."""

    def __init__(self, kinds: str) -> None:
        self.kinds = kinds
        super().__init__(f"kept without an end: {kinds}")
