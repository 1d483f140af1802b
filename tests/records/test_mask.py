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


def test_a_number_with_another_number_behind_it_is_masked():
    masked = mask({"quote": "1 甲 13800005555 2 乙 13600005555 3"})["quote"]
    assert masked == "1 甲 138******55 2 乙 136******55 3"


def test_a_number_torn_by_the_end_of_a_line_is_masked_though_a_count_follows():
    assert "0000" not in mask({"quote": "甲 1380000 5555 2 乙"})["quote"]
