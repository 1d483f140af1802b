"""Names of bodies in full, in the region of their circular; null where not certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.extract.circular import Body
from hongtou.extract.names import Setting, resolve
from hongtou.extract.regions import Region, leading_region

HLJ = Setting(
    leading_region("黑龙江省财政厅")[0],
    2020,
    ("黑龙江省人力资源和社会保障厅",),
    ("哈尔滨市人力资源和社会保障局",),
)
HARBIN = Setting(leading_region("哈尔滨市财政局")[0], 2020)
YIWU = Setting(leading_region("义乌市人民政府办公室")[0], 2020)
CHONGQING = Setting(leading_region("重庆市人民政府")[0], 2020)
GUANGXI = Setting(leading_region("广西壮族自治区人民政府")[0], 2020)
EARLY = Setting(leading_region("云澜省财政厅")[0], 2004)
TOWN = Setting(leading_region("云澜省清河市财政局")[0], 2020)
NOWHERE = Setting(Region(), 2020)

ROWS = [
    (HLJ, "省人社厅", "黑龙江省人力资源和社会保障厅", "省", "黑龙江省"),
    (HLJ, "我厅", "黑龙江省人力资源和社会保障厅", "省", "黑龙江省"),
    (HLJ, "你局", "哈尔滨市人力资源和社会保障局", "市", "黑龙江省哈尔滨市"),
    (HLJ, "省政府办公厅", "黑龙江省人民政府办公厅", "省", "黑龙江省"),
    (HLJ, "省委", "中共黑龙江省委员会", "省", "黑龙江省"),
    (HLJ, "中共哈尔滨市委宣传部", "中共哈尔滨市委宣传部", "市", "黑龙江省哈尔滨市"),
    (HLJ, "南岗区人民政府", "南岗区人民政府", "县", "黑龙江省哈尔滨市南岗区"),
    (HLJ, "人社部", "人力资源和社会保障部", "国", None),
    (HLJ, "省卫生计生委", "黑龙江省卫生和计划生育委员会", "省", "黑龙江省"),
    (HLJ, "国家税务总局黑龙江省税务局", "国家税务总局黑龙江省税务局", "省", "黑龙江省"),
    (HARBIN, "省人社厅", "黑龙江省人力资源和社会保障厅", "省", "黑龙江省"),
    (HARBIN, "市政府", "哈尔滨市人民政府", "市", "黑龙江省哈尔滨市"),
    (YIWU, "市政府", "义乌市人民政府", "县", "浙江省金华市义乌市"),
    (CHONGQING, "市政府办公厅", "重庆市人民政府办公厅", "省", "重庆市"),
    (CHONGQING, "万州区人民政府", "万州区人民政府", "县", "重庆市万州区"),
    (GUANGXI, "自治区财政厅", "广西壮族自治区财政厅", "省", "广西壮族自治区"),
    (EARLY, "省劳社厅", "云澜省劳动和社会保障厅", "省", "云澜省"),
    (EARLY, "省交通厅", "云澜省交通厅", "省", "云澜省"),
    (TOWN, "市人社局", "清河市人力资源和社会保障局", "市", "云澜省清河市"),
    (NOWHERE, "国务院", "国务院", "国", None),
    (NOWHERE, "教育部办公厅", "教育部办公厅", "国", None),
    (NOWHERE, "福建省城市管理局", "福建省城市管理局", "省", "福建省"),
    (NOWHERE, "深圳市坪山区人民政府", "深圳市坪山区人民政府", "县", "广东省深圳市坪山区"),
    (NOWHERE, "恩施州人民政府", "恩施州人民政府", "市", "湖北省恩施州"),
    (NOWHERE, "佛堂镇人民政府", "佛堂镇人民政府", "乡", "佛堂镇"),
]


@pytest.mark.parametrize(
    ("setting", "name", "full", "level", "region"), ROWS, ids=[str(i) for i in range(len(ROWS))]
)
def test_a_body_in_full(setting, name, full, level, region):
    assert resolve(name, setting) == Body(full, level, region)


UNSURE = [
    (NOWHERE, "省人社厅", "no province is known"),
    (HLJ, "市财政局", "of which city?"),
    (HLJ, "市场监督管理局", "no region is named"),
    (HLJ, "各市（地）人力资源和社会保障局", "many bodies"),
    (HLJ, "省投促局", "a short name no list has"),
    (HLJ, "省农委", "农业委员会 or 农业农村委员会"),
    (EARLY, "省人社厅", "not before 2008"),
    (HARBIN, "区民政局", "of which district?"),
    (NOWHERE, "我厅", "no issuer is known"),
]


@pytest.mark.parametrize(
    ("setting", "name", "why"), UNSURE, ids=[str(i) for i in range(len(UNSURE))]
)
def test_what_is_not_certain_stays_null(setting, name, why):
    assert resolve(name, setting).name is None, why


def test_a_district_of_many_cities_has_no_city():
    region, length = leading_region("鼓楼区人民政府")
    assert (region.text, region.province, length) == ("鼓楼区", None, 3)


@given(st.text("省市县区局厅委办我你各和、黑龙江哈尔滨人民政府财社中共国务院", max_size=20))
def test_any_name_gives_a_body(text):
    for setting in (HLJ, NOWHERE):
        body = resolve(text, setting)
        assert body.name is None or body.level is not None


def test_the_names_of_a_circular(as_text):
    from hongtou.extract import read_circulars

    text = (
        "云澜省财政厅文件\n\n云财发〔2020〕9号\n\n关于补贴的通知\n\n清河市财政局：\n"
        "　　根据省发改委《关于价格的通知》（云发改〔2019〕7号），现通知如下。"
        "你局《关于补贴的请示》（清财〔2020〕3号）收悉。\n\n云澜省财政厅\n2020年3月5日\n"
    )
    circular = read_circulars(as_text(text))[0]
    assert circular.issuer_bodies == (Body("云澜省财政厅", "省", "云澜省"),)
    assert circular.addressee_bodies == (Body("清河市财政局", "市", "清河市"),)
    named = {ref.number: ref.issuer_name for ref in circular.references}
    assert named["云发改〔2019〕7号"] == "云澜省发展和改革委员会"
    assert named["清财〔2020〕3号"] == "清河市财政局"
