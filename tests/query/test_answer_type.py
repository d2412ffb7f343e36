import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.answer_type import AnswerType, classify

QUESTIONS = {
    AnswerType.PERSON: """
        Who co-chaired the dialogue?
        who attended the meeting
        Who met with the U.S. delegation?
        Whom did President Xi meet in Washington?
        By whom was the plan approved?
        To whom did the court award damages?
        Whose remarks opened the summit?
        Guo met who?
        hotline who approved
        hwo approved the hotline plan
        Who is the chair of the IPCC?
        Who was the oldest quarterback to play in a Super Bowl?
        Which minister chaired the talks?
        What judge wrote the opinion of the court?
        What is the name of the author of this paper?
        Who's responsible for the cyber police?
        I'd like to know who signed the agreement
        Do you know who represented Jeh Johnson?
        After the war, who became king?
        What British prime minister resigned in 1956?
        author of the origin of species
        president of the united states in 1963
        Who did John Elway play for?
        During the playoffs, who did not throw at all?
        WHO APPROVED THE PLAN?
        """,
    AnswerType.DATE: """
        When was the first dialogue held?
        when did the talks take place
        whn was it
        wehn is the third dialogue planned
        What year did Tesla die?
        In what year did the court rule on the appeal?
        On what date was the agreement signed?
        On which day was the treaty ratified?
        In which month is the next meeting?
        What century did the Normans first gain their identity?
        During what decade did the campus start to look more modern?
        second dialogue date
        date of the second dialogue
        Can you tell me when the hotline was approved?
        Could you please tell me when the next dialogue will be held?
        I want to know when the case was decided
        The southern part was mainly hit by drought in what year?
        What is the deadline for filing an appeal?
        What was the date of the summit in Paris?
        Since when has the directive been in force?
        What time does the office open?
        How early did the settlers arrive?
        What's the date of the ruling?
        year of the battle of hastings
        At what time was the ceremony held?
        """,
    AnswerType.PLACE: """
        Where was the first dialogue held?
        where is the next meeting
        wheer did they meet
        In which city was the second dialogue held?
        The dialogue was held in what city?
        What country does the delegation represent?
        capital of france
        What is the capital of France?
        What is the second busiest airport in the United States?
        Which Florida city has the biggest population?
        From where did the ship depart?
        Do you know where the config file is stored?
        venue of the third dialogue
        What river runs alongside Jacksonville?
        In which county does Jacksonville lie?
        At what place was the treaty signed?
        Where in Washington did the ministers meet?
        What's the location of the headquarters?
        second dialogue place
        The science of geology can be traced to where?
        """,
    AnswerType.ORGANISATION: """
        What company agreed to terminate the proceedings?
        Which university has its origins in a school of medicine?
        Which agency published the report?
        What party is strongest in the western suburbs?
        Which court heard the appeal?
        What is the lone MLS team in southern California?
        The collection was a gift from which company?
        What newspaper broke the story?
        """,
    AnswerType.NUMBER: """
        How many people attended?
        how many cases were discussed
        how mny rounds of talks were there
        In the year 2000 how many square kilometres of forest had been lost?
        Peyton Manning took how many different teams to the Super Bowl?
        What is the population of Greater Los Angeles?
        How far is Jacksonville from Miami?
        How tall is the tower?
        How old was John Elway in 1998?
        How fast were the winds?
        How much food does a lion eat in a day?
        How much heavier is oxygen 18 than oxygen 16?
        What was the number of votes against?
        number of delegates
        population of jacksonville in 2010
        How deep is the lake?
        How often does the committee meet?
        What is the average height of the dam?
        At what age may one retire?
        Approximately how many items are in the collection?
        How big is the default buffer?
        What is the speed of light?
        jacksonville population 2010
        """,
    AnswerType.MONEY: """
        How much did the stadium cost?
        How much money was stolen?
        how much was he paid
        What was the price of the ticket?
        What were the annual carriage fees for the channels?
        What did the new bridge cost?
        How much was the company fined by the regulator?
        ticket price
        What is the salary of a senator?
        """,
    AnswerType.PERCENT: """
        What percentage of the land is used for grazing?
        What percent of voters agreed?
        What proportion of the electorate voted?
        percentage of women in parliament
        What is the percentage of nitrogen in air?
        """,
    AnswerType.DURATION: """
        How long did the talks last?
        how long does a trial take
        How many years did the war last?
        How many days are parties given to appeal?
        For how long was he in prison?
        How soon must the notice be filed?
        What is the duration of the contract?
        """,
    AnswerType.REASON: """
        Why was the hotline set up?
        why did china reject the accusations
        Why?
        Do you know why the meeting was postponed?
        What is the main reason for the shift?
        For what reason was the appeal dismissed?
        How come the vote was cancelled?
        What was the purpose of the visit?
        reason for dismissal
        wyh did they leave
        """,
    AnswerType.MANNER: """
        How was the Rhine Gorge formed?
        how do I install the package
        How can any knot be identified?
        How did Tesla finance his work?
        In what way do they protest?
        By what means was the data stolen?
        how to reset the password
        Could you explain how the two sides cooperate?
        """,
    AnswerType.DEFINITION: """
        What is a hotline?
        what is cyber crime
        What's malware?
        What are clades?
        What does CPLA stand for?
        What does rhodophyte mean?
        Who is Guo Shengkun?
        who is guo shenkun
        Who was Nikola Tesla?
        What is the meaning of habeas corpus?
        Define cyber terrorism
        definition of malware
        What is the NASUWT?
        waht is a hotline
        """,
    AnswerType.YES_NO: """
        Was a hotline established?
        did the two sides agree
        Is China opposed to cyber crime?
        Can a court overturn the decision?
        Does the new deal include video on demand?
        Have the talks ended?
        Didn't they meet in Paris?
        I wonder whether the hotline was approved
        Do you know if the plan was approved?
        Are the officials who attended from the ministry?
        Should the flag be set or not?
        """,
    AnswerType.LIST: """
        Which countries attended?
        What cities were visited by the delegation?
        What types of schools are there?
        List the participants of the dialogue
        name three officials who attended
        What three things are needed for construction to take place?
        Which ministries sent officials?
        What are the names of the new partners?
        What sports are Kenyans active in?
        What are the exceptions to the rule?
        Between which two streets did they live?
        """,
    AnswerType.OTHER: """
        What did the two sides agree on?
        What happened in Orlando?
        What storm had the most significant impact?
        What was decided about the hotline?
        Is the focus on mentorship high or low?
        What device is used to treat carbon monoxide poisoning?
        What is the group called that rejects government?
        What theorem defines the main role of primes?
        tell me about the dialogue
        What was the result of the election?
        """,
}
CASES = [(line.strip(), answer_type) for answer_type, lines in QUESTIONS.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("question", "answer_type"), CASES, ids=[question for question, _ in CASES])
def test_a_question_asks_for_its_answer_type(question: str, answer_type: AnswerType) -> None:
    assert classify(question).answer_type is answer_type


def test_the_table_holds_at_least_150_questions() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(
    ("question", "focus", "names_type"),
    [
        ("In which city was it held?", "city", True),
        ("What year did Tesla die?", "year", True),
        ("How many people attended?", "people", False),
        ("How many square kilometres of forest were lost?", "kilometres", False),
        ("What device is used?", "device", False),
        ("What percentage of voters agreed?", "percentage", True),
        ("Which minister chaired the talks?", "minister", True),
        ("What storm had the most impact?", "storm", False),
    ],
)
def test_the_focus_is_the_noun_that_says_what_is_wanted(question: str, focus: str, *, names_type: bool) -> None:
    found = classify(question)
    assert found.focus is not None
    assert (found.focus.text, found.names_type) == (focus, names_type)
    assert question[found.focus.start : found.focus.end].lower() == focus


@pytest.mark.parametrize(
    ("question", "member_type"),
    [
        ("Which countries attended?", AnswerType.PLACE),
        ("List the participants of the dialogue", AnswerType.PERSON),
        ("Which ministries sent officials?", AnswerType.ORGANISATION),
        ("What types of schools are there?", AnswerType.OTHER),
    ],
)
def test_a_list_says_what_its_members_are(question: str, member_type: AnswerType) -> None:
    assert classify(question).member_type is member_type


@pytest.mark.parametrize(
    "text", ["", "???", "   ", "\0\0", "🤷", "مرحبا كيف حالك؟", "'s", "what's", "what", "how", "in", "who's"]
)
def test_any_text_has_a_kind(text: str) -> None:
    assert classify(text).answer_type in AnswerType


@given(st.text(max_size=300))
def test_no_text_breaks_the_rules(text: str) -> None:
    assert classify(text).answer_type in AnswerType


PIECES = [
    "what",
    "who",
    "how",
    "many",
    "which",
    "is",
    "the",
    "of",
    "in",
    ",",
    "?",
    "date",
    "people",
    "'s",
    "or",
    "name",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_order_of_question_words_breaks_the_rules(words: list[str]) -> None:
    assert classify(" ".join(words)).answer_type in AnswerType
