"""Masking personal data in a record."""

from hongtou.records.mask import mask


def test_numbers_are_masked_wherever_they_stand():
    record = {
        "key": "13800005555",
        "contacts": [{"phone": "138 0000 5555", "name": "王某"}],
        "clauses": [{"text": "请与13800005555联系。"}],
        "copies": 30,
    }
    masked = mask(record)
    assert masked["contacts"][0] == {"phone": "138********55", "name": "王某"}
    assert masked["clauses"][0]["text"] == "请与138******55联系。"
    assert (masked["key"], masked["copies"]) == (record["key"], 30)


def test_full_width_numbers_in_a_quote_are_masked():
    assert "５５５５" not in mask({"quote": "手机１３８００００５５５５。"})["quote"]


def test_what_is_masked_keeps_its_length_and_stays_masked():
    text = "证件号码：990101199001010016"
    once = mask(text)
    assert len(once) == len(text)
    assert "19900101" not in once
    assert mask(once) == once
