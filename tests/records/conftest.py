"""A circular with every field filled."""

import datetime as dt

import pytest

from hongtou.extract.circular import (
    Annotation,
    AppliesBy,
    Attachment,
    Body,
    CarriedText,
    CellPlace,
    Circular,
    ClassRule,
    Clause,
    Contact,
    Deadline,
    DocumentNumber,
    Evidence,
    Found,
    Issue,
    Norm,
    NormPart,
    NumberParts,
    Period,
    Personal,
    Quantity,
    Received,
    Reference,
    Seal,
    Table,
    Term,
    Validity,
    Within,
)
from hongtou.ingest.page import Source


def evidence(quote="安河市", start=3, confidence=0.987):
    box = (90.0, 100.123, 200.0, 116.0)
    return (Evidence((start, start + len(quote)), quote, "test.rule", confidence, 1, box),)


def found(value, confidence=0.95, quote="安河市"):
    return Found(value, confidence, evidence(quote))


def reference(key="ref:1a2b3c4d", clause="一"):
    return Reference(
        key,
        "applies",
        "关于加强基层服务的意见",
        "安政发〔2018〕3号",
        "安河市人民政府",
        clause,
        "按照《意见》执行",
        0.9,
        evidence(),
    )


def clause(identifier, children=(), heading="总体要求"):
    return Clause(identifier, identifier[-1], heading, "坚持便民原则。", children, evidence(), 0.93)


VALIDITY = Validity(
    effective_on=dt.date(2021, 3, 5),
    effective_basis="on_issue",
    expires_on=dt.date(2026, 3, 4),
    expires_basis="term",
    term=Term(5, "year"),
    plan_period=Period(dt.date(2021, 1, 1), None),
    confidence=0.95,
    evidence=evidence(),
)
NORM = Norm(
    "一/1",
    "一",
    "obligation",
    "县级部门应当在收到申请后10日内发放补贴每人每天35元",
    0.95,
    evidence(),
    bearer="县级部门",
    quantities=(Quantity("money", "35", "元/人/天", "exact", "人/天", "每人每天35元"),),
    deadline=Deadline("10日内", within=Within(10, "日", "收到申请")),
    applies_by=AppliesBy("申请时间", last=dt.date(2021, 12, 31)),
    parts=(NormPart("bearer", evidence(confidence=0.75)),),
)
TABLE = Table(
    (2,),
    "任务表",
    ("县", "人数"),
    (("甲县", "30"),),
    1,
    0.95,
    evidence(),
    ((CellPlace(2, (1.0, 2.0, 3.0, 4.0)), None), (None, None)),
)
RULE = ClassRule("class_repeal", "二", "其他文件一律废止", 0.9, evidence(), ("《甲》",), soft=True)

FULL = Circular(
    part=1,
    pages=(1, 2),
    text_span=(0, 400),
    number=found(
        DocumentNumber("安政办发〔2021〕7号", NumberParts("安政办发", 2021, "7", "bracketed")),
        0.996,
    ),
    further_numbers=(
        found(DocumentNumber("安财〔2021〕3号", NumberParts("安财", 2021, "3", "bracketed"))),
    ),
    title=found("关于便民服务的通知"),
    genre=found("通知"),
    issuers=(found("安河市人民政府办公室", 0.97), found("安河市财政局", 0.91)),
    issuer_bodies=(
        Body("安河市人民政府办公室", "市", "安河市"),
        Body("安河市财政局", "市", "安河市"),
    ),
    signers=(found("张某"),),
    addressees=(found("各县（市、区）人民政府"),),
    addressee_bodies=(Body(),),
    copied_to=(found("市委办公室"),),
    issued_on=found(dt.date(2021, 3, 5)),
    printed_on=found(dt.date(2021, 3, 6)),
    published_on=found(dt.date(2021, 3, 8)),
    printed_by=found("安河市人民政府办公室"),
    copies=found(30),
    copy_number=found("000012"),
    secrecy=found("秘密"),
    secrecy_term=found("1年"),
    urgency=found("特急"),
    disclosure=found("此件主动公开"),
    subject_terms=(found("民政"),),
    register_number=found("AH001-2021-0001"),
    received=found(Received("收〔2021〕12", dt.date(2021, 3, 9))),
    contacts=(found(Contact("王某", "0500-1234567", None)), found(Contact("李某", None, "l@a.cn"))),
    attachments=(found(Attachment(1, "任务清单", (2, 2))),),
    annotations=(found(Annotation("同意", "handwriting", 1)),),
    seals=(found(Seal(2, (300.0, 500.0, 420.0, 620.0))),),
    clauses=(clause("一", (clause("一（一）"),)), clause("二", heading="工作安排")),
    carried=(
        CarriedText(
            "便民服务办法",
            (clause("第一条"),),
            (reference("ref:9f8e7d6c", "第一条"),),
            (found(Attachment(1, "附表")),),
            evidence(),
            0.9,
            VALIDITY,
            (NORM,),
            (TABLE,),
            (RULE,),
        ),
    ),
    references=(reference(),),
    tables=(TABLE,),
    class_rules=(RULE,),
    validity=VALIDITY,
    norms=(NORM,),
    item=1,
    personal=(found(Personal("mobile", "13800005555")),),
    issues=(Issue("date.printed_first", "warning", "printed_on", "printed before issue"),),
)


@pytest.fixture
def full():
    return FULL


@pytest.fixture
def source():
    return Source("a/便民.pdf", "ab" * 32, "application/pdf", 1234)
