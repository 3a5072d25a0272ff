"""PayeeAccount: the bank card to which a person wants to be paid, given once and used ever after."""

from django.db import models
from django.db.models import Q

from yugong.ground.access.anchors import Anchor
from yugong.ground.audit.models import Row
from yugong.ground.people.models import Person
from yugong.ground.people.ties import Tie, ties
from yugong.kernel.ident import uuid7


class PayeeAccount(Row):
    """One card of a person, sealed; a new card ends the one before, which stays for what was paid to it."""

    anchor = Anchor(person="person_id")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="payee_accounts", db_index=False)
    bank_name = models.CharField("开户银行", max_length=40)
    number_sealed = models.BinaryField("账号")
    number_index = models.BinaryField("账号索引")
    tail = models.CharField("账号后四位", max_length=4)
    holder_sealed = models.BinaryField("户名")
    given_by = models.CharField("登记人", max_length=80)
    given_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="payee_account_one_in_use"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="payee_account_person"),
            models.Index(fields=["number_index"], name="payee_account_number"),
        ]

    @property
    def masked(self) -> str:
        """The bank and the last four digits, as anybody may see them who sees the payment."""
        return f"{self.bank_name}（尾号 {self.tail}）"


ties.add(Tie(PayeeAccount, "person_id", "银行卡"))
