"""Reason codes of identifiers and roster rows, each with the Chinese sentence that a person reads."""

from yugong.kernel.errors import Broken

SENTENCES: dict[str, str] = {
    # papers
    "id_missing": "没有填写证件号码，请补填。",
    "id_length": "证件号码的位数不对，居民身份证应为 18 位，请对照证件核对。",
    "id_format": "证件号码里有不该出现的字符，请对照证件重新填写。",
    "id_checksum": "证件号码的末位校验不符，可能有数字写错或写反，请对照证件核对。",
    "id_birth_date": "证件号码中的出生日期不存在或晚于今天，请对照证件核对。",
    "id_precision_lost": "证件号码被表格软件改成了数值，后几位已丢失；请把该列设为文本格式后重填完整号码。",
    "id_type_unsupported": "这不是居民身份证或居住证号码，本表暂不能办理；请持证件到工会窗口办理。",
    "id_kind_mismatch": "证件号码与所选的证件类型不符，请核对证件类型。",
    "id_place_unknown": "证件号码开头的地区代码不常见，请留意核对（不影响办理）。",
    "under_16": "未满 16 周岁，暂不能加入工会。",
    # names
    "name_missing": "没有填写姓名，请补填。",
    "name_invalid": "姓名里有数字、标点或其他符号，请只填写姓名本身。",
    "name_too_long": "姓名过长，请只填写姓名本身。",
    # phones
    "phone_missing": "没有填写手机号码，请补填，以便接收通知。",
    "phone_invalid": "手机号码不是以 1 开头的 11 位号码，请核对。",
    # organisations
    "uscc_missing": "没有填写统一社会信用代码，请补填。",
    "uscc_length": "统一社会信用代码应为 18 位，请对照证照核对。",
    "uscc_letters": "统一社会信用代码里有不会使用的字符（不用字母 I、O、S、V、Z），请对照证照核对。",
    "uscc_checksum": "统一社会信用代码的末位校验不符，请对照证照核对。",
    # bank cards
    "card_missing": "没有填写银行卡号，请补填。",
    "card_length": "银行卡号应为 12 至 19 位数字，请核对。",
    "card_checksum": "银行卡号的校验不符，若是存折账号可以忽略，否则请核对。",
    # rows of a roster beside each other and beside the register
    "duplicate_in_file": "与本表前面的一行是同一个人，本行不再重复登记。",
    "id_conflict_in_file": "同一个证件号码在本表中对应不同的姓名，请核对后保留正确的一行。",
    "already_member": "此人已是本会会员，无须重复登记。",
    "member_elsewhere": "此人已是其他工会的会员，请办理会籍接转。",
    "name_differs_from_register": "姓名与已登记的同一证件号码不一致，请核对。",
    "sex_differs_from_id": "填写的性别与证件号码不一致，已按证件号码登记，请核对。",
    "birth_differs_from_id": "填写的出生日期与证件号码不一致，已按证件号码登记，请核对。",
    "id_and_phone_swapped": "证件号码和手机号码填反了位置，已对调后登记，请核对。",
    "join_date_invalid": "入会日期看不懂或晚于今天，请按 2026-01-31 的样子填写。",
}


def sentence(code: str) -> str:
    """The sentence for `code`; an empty code means nothing is wrong and gives an empty sentence."""
    if not code:
        return ""
    try:
        return SENTENCES[code]
    except KeyError:
        raise Broken(f"no reason code {code!r}; known: {', '.join(SENTENCES)}") from None
