"""The one list of permissions; who holds which is written on the policy page of access."""

from enum import StrEnum


class Permission(StrEnum):
    """A verb on a sort of thing; the value is stored in audit rows and never changes."""

    MATTER_OPEN = "matter.open"
    MATTER_VIEW = "matter.view"
    MATTER_ASK = "matter.ask"  # the asker's own moves, messages and urging
    MATTER_HANDLE = "matter.handle"
    MATTER_SUPERVISE = "matter.supervise"
    MATTER_FOLLOW = "matter.follow"  # a nameless matter, by its code
    MATTER_SWEEP = "matter.sweep"  # the clock's own moves
    CASE_EXPORT = "case.export"  # take a matter out as a signed case file

    HANDOVER_SEND = "handover.send"  # hand parts of a matter to a partner agency, and take them back
    HANDOVER_ANSWER = "handover.answer"  # the agency reads, takes and answers

    PERSON_SELF = "person.self"  # acting on oneself
    PERSON_ENROL = "person.enrol"
    PERSON_VIEW = "person.view"
    PERSON_CHANGE = "person.change"
    PERSON_REVEAL = "person.reveal"
    PERSON_EXPORT = "person.export"
    PERSON_MERGE = "person.merge"  # two rows are one person, or are not

    MEMBER_LIST = "member.list"
    MEMBERSHIP_CHANGE = "membership.change"
    MEMBERSHIP_CARD = "membership.card"
    CARD_VERIFY = "card.verify"
    ROSTER_IMPORT = "roster.import"

    UNIT_MANAGE = "unit.manage"
    UNIT_VIEW = "unit.view"
    POST_APPOINT = "post.appoint"
    EMERGENCY_ASK = "emergency.ask"  # another post's powers for an hour
    EMERGENCY_ANSWER = "emergency.answer"
    EMERGENCY_END = "emergency.end"
    EMPLOYER_MANAGE = "employer.manage"
    AGENCY_MANAGE = "agency.manage"

    MEASURE_VIEW = "measure.view"  # numbers of a union and the lists behind them

    PARAMETER_SET = "parameter.set"
    HOLIDAY_IMPORT = "holiday.import"

    FUND_VIEW = "fund.view"  # funds, budgets and the books of a union
    FUND_MANAGE = "fund.manage"  # set up funds, plan budgets, record what came in
    PAYMENT_MAKE = "payment.make"
    PAYMENT_CHECK = "payment.check"
    PAYMENT_PAY = "payment.pay"

    FACTS_RECORD = "facts.record"  # what is known of a household, in figures
    FACTS_IMPORT = "facts.import"  # the same from a partner agency's file
    OFFER_VIEW = "offer.view"  # who may qualify for a policy and has not asked
    OFFER_WHY = "offer.why"  # the figures for which he does
    OFFER_SCAN = "offer.scan"
    POLICY_TRY = "policy.try"  # what another line or amount would mean, without putting it in force

    STATION_MANAGE = "station.manage"
    STATION_REPORT = "station.report"  # what somebody found there: locked, no water
    CAMPAIGN_MANAGE = "campaign.manage"  # activities, appointments, screening: draft and run
    CAMPAIGN_REVIEW = "campaign.review"  # the reviews before it is public
    SCREENING_ATTEND = "screening.attend"  # a hospital sees who is booked with it, and ticks who came
    COUNSEL_HOLD = "counsel.hold"  # a counsellor's own hours, appointments and notes
    CONTEST_MANAGE = "contest.manage"
    CONTEST_REVIEW = "contest.review"  # the reviews before a vote is public
    CONTEST_REPORT = "contest.report"  # votes bought, pressure, objections
    NEWS_WRITE = "news.write"
    NEWS_REVIEW = "news.review"

    TARGET_SET = "target.set"  # what a union means to reach in a year
    TARGET_CONFIRM = "target.confirm"
    UPWARD_SEND = "upward.send"  # ask the unions below for figures the platform has not got
    UPWARD_SECOND = "upward.second"  # when that would cost them more than a month allows
    UPWARD_ANSWER = "upward.answer"

    FILE_READ = "file.read"
    FILE_ADD = "file.add"
    NOTICE_SEND = "notice.send"
    NOTICE_READ = "notice.read"

    AUDIT_READ = "audit.read"
    ACCOUNT_MANAGE = "account.manage"
    SIGN_IN = "account.sign_in"  # signing in and out, by whoever proves to be who he is
    JOB_WATCH = "job.watch"
    SYSTEM_RUN = "system.run"
