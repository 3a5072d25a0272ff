"""Teams, mediation, legal aid, letters and hours of law are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("rights", "0005_law"), ("audit", "0004_touched")]

    operations = [
        watch("rights.body", "rights_supervisionbody", "id"),
        watch("rights.badge", "rights_badge", "id"),
        watch("rights.mediation", "rights_mediation", "id"),
        watch("rights.mediation_payment", "rights_mediationpayment", "id"),
        watch("rights.legal_aid", "rights_legalaid", "id"),
        watch("rights.law_answer", "rights_lawanswer", "id"),
        watch("rights.letter", "rights_supervisionletter", "id"),
        watch("rights.law_session", "rights_lawsession", "id"),
    ]
