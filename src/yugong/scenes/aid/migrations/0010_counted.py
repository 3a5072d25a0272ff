"""Households, grants, goods and mutual aid are counted: what changes is noted."""

from django.db import migrations

from yugong.ground.audit.watching import watch


class Migration(migrations.Migration):
    dependencies = [("aid", "0009_piece_worth"), ("audit", "0004_touched")]

    operations = [
        watch("aid.household", "aid_household", "id"),
        watch("aid.grant", "aid_grant", "id"),
        watch("aid.parcel", "aid_parcel", "id"),
        watch("aid.share", "aid_share", "id"),
        watch("aid.cover", "aid_mutualcover", "id"),
        watch("aid.claim", "aid_mutualclaim", "id"),
    ]
