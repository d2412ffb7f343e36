import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.conversation.rewrite import follow_up
from index.query.answer_type import AnswerType, classify

HOTLINE = "What was decided about the hotline?"
FIRST = "When was the first dialogue held?"
GUO = "Who is Guo Shengkun?"
PLAGUE = "How many people died of plague in Paris in 1466?"

# news, documentation, court and community
TABLE = [
    ("Who co-chaired the second dialogue?", "And where?", "where was the second dialogue co-chaired?"),
    (
        "Who co-chaired the first dialogue?",
        "Did Loretta Lynch attend it?",
        "Did Loretta Lynch attend the first dialogue?",
    ),
    ("When will the third dialogue take place?", "Where?", "Where will the third dialogue take place?"),
    ("What did Guo Shengkun say about the hotline?", "When was it approved?", "When was the hotline approved?"),
    (
        "What did Guo Shengkun say about the hotline?",
        "Why did he say that?",
        "Why did Guo Shengkun say that (the hotline)?",
    ),
    ("What did the two sides agree on?", "When did they meet?", "When did the two sides meet?"),
    ("Who are Guo Shengkun and Loretta Lynch?", "When did they meet?", "When did Guo Shengkun and Loretta Lynch meet?"),
    ("What did the US and China agree on?", "Why?", "Why did the US and China agree on?"),
    ("Who met the U.S. delegation?", "When?", "When was the U.S. delegation met?"),
    ("Which cases were discussed at the dialogue?", "By whom?", "By whom were cases discussed at the dialogue?"),
    ("What happened in Orlando?", "How many people died there?", "How many people died in Orlando?"),
    ("Who will pay for the new bridge?", "How much does it cost?", "How much does the new bridge cost?"),
    (
        "When does the ferry to the island leave?",
        "How much does it cost?",
        "How much does the ferry to the island cost?",
    ),
    ("Which company built the stadium?", "When did it open?", "When did the stadium open?"),
    ("Who is the mayor of Boston?", "When was she elected?", "When was the mayor of Boston elected?"),
    ("Who is the secretary of the CPLA?", "What does it do?", "What does the CPLA do?"),
    ("Who wrote the report?", "And when?", "when was the report written?"),
    ("When did Apple launch the iPhone?", "How much did it cost?", "How much did the iPhone cost?"),
    ("Which team beat Germany?", "When?", "When was Germany beaten?"),
    ("Who proposed the tax on fuel?", "When was it adopted?", "When was the tax on fuel adopted?"),
    ("How many people attended the parade?", "Where was it?", "Where was the parade?"),
    ("Is the museum open on Sunday?", "And on Monday?", "Is the museum open on Monday?"),
    ("How do I install the package?", "Does it need Python 3.11?", "Does the package need Python 3.11?"),
    ("How do I configure the logging level?", "What is its default?", "What is the logging level's default?"),
    ("What does the --watch option do?", "Is it on by default?", "Is the --watch option on by default?"),
    ("How does tokenization work?", "Can it be disabled?", "Can tokenization be disabled?"),
    ("How do I reset my password?", "And my username?", "How do I reset my username?"),
    ("What is the default timeout?", "How can it be changed?", "How can the default timeout be changed?"),
    ("Where are the log files stored?", "Can they be deleted?", "Can the log files be deleted?"),
    ("Which Python versions are supported?", "Why?", "Why are Python versions supported?"),
    ("How do I enable caching?", "What does it do?", "What does caching do?"),
    ("What is the rate limit?", "Who sets it?", "Who sets the rate limit?"),
    ("Why did the court dismiss the appeal?", "When?", "When did the court dismiss the appeal?"),
    ("Who is the plaintiff?", "What does she claim?", "What does the plaintiff claim?"),
    ("What did the judge rule?", "When did he rule?", "When did the judge rule?"),
    ("Which law did the defendant break?", "When was it passed?", "When was law passed?"),
    ("What was the sentence?", "Was it suspended?", "Was the sentence suspended?"),
    ("Who filed the lawsuit?", "Against whom?", "Against whom was the lawsuit filed?"),
    ("Who filed the lawsuit?", "How did it end?", "How did the lawsuit end?"),
    ("How much did the company pay in damages?", "Why?", "Why did the company pay in damages?"),
    ("When was the settlement reached?", "Who signed it?", "Who signed the settlement?"),
    ("When is the next game night?", "Who is hosting it?", "Who is hosting the next game night?"),
    ("Who won the chess tournament?", "When was it held?", "When was the chess tournament held?"),
    ("Who won the 2015 tournament?", "And in 2016?", "Who won the 2016 tournament?"),
    ("What are the server rules?", "Who wrote them?", "Who wrote the server rules?"),
    ("Where is the meetup?", "When does it start?", "When does the meetup start?"),
    ("What is the penalty for spamming?", "Who decides on it?", "Who decides on the penalty for spamming?"),
    ("How do I join the book club?", "How often does it meet?", "How often does the book club meet?"),
    ("Who is in charge of the garden?", "Where is it?", "Where is the garden?"),
    ("Who organised the picnic?", "How many people came?", "How many people came at the picnic?"),
    ("When does the library close?", "And the swimming pool?", "When does the swimming pool close?"),
    ("When does the library open?", "On Sundays?", "When does the library open on Sundays?"),
    ("Why was the swimming pool closed?", "When will it reopen?", "When will the swimming pool reopen?"),
    ("How long does the ferry take?", "And the bus?", "How long does the bus take?"),
    ("who is guo shengkun", "where does he work", "where does guo shengkun work"),
    ("what did guo shengkun propose", "why", "why did guo shengkun propose"),
    ("when was the first dialogue held", "where", "where was the first dialogue held"),
    ("when was the first dialogue held", "and the 2nd", "when was the 2nd dialogue held"),
    ("What is the population of Paris?", "And of London?", "What is the population of London?"),
    ("What is the capital of France?", "How old is it?", "How old is the capital of France?"),
    (
        "Who painted the ceiling of the Sistine Chapel?",
        "How long did it take?",
        "How long did the ceiling of the Sistine Chapel take?",
    ),
    ("Who discovered penicillin?", "When?", "When was penicillin discovered?"),
    ("When did the Berlin Wall fall?", "Why?", "Why did the Berlin Wall fall?"),
    ("When did the Berlin Wall fall?", "Who built it?", "Who built the Berlin Wall?"),
    ("How many square miles does the park cover?", "Who owns it?", "Who owns the park?"),
    ("Did the minister resign?", "Why did he?", "Why did the minister resign?"),
    ("Has the council approved the plan?", "When?", "When has the council approved the plan?"),
    ("What is a hotline?", "Why is that?", "Why is a hotline?"),
    (
        "What did the mayor of Boston say about the ferry?",
        "Why did he oppose it?",
        "Why did the mayor of Boston oppose the ferry?",
    ),
    ("Tell me about the first dialogue.", "When was it held?", "When was the first dialogue held?"),
    ("Can you tell me when the bridge was built?", "Who built it?", "Who built the bridge?"),
    ("the first dialogue", "when?", "when the first dialogue?"),
    ("first dialogue location", "and the date?", "the date first dialogue?"),
    (
        "When was the first dialogue held?",
        "Which officials attended it?",
        "Which officials attended the first dialogue?",
    ),
    ("Who attended the first dialogue?", "And who chaired it?", "who chaired the first dialogue?"),
    ("When was the first dialogue held?", "What happened?", "What happened at the first dialogue?"),
    ("When was the first dialogue held?", "What time was it held?", "What time was the first dialogue held?"),
    ("When was the first dialogue held?", "How expensive was it?", "How expensive was the first dialogue?"),
    ("When was the first dialogue held?", "Was Mr. Johnson there?", "Was Mr. Johnson at the first dialogue?"),
    ("Who met Mr. Johnson?", "When?", "When was Mr. Johnson met?"),
    ("Who met J. K. Rowling?", "What did she say?", "What did J. K. Rowling say?"),
    ("How many people attended the dialogue?", "Why did they?", "Why was the dialogue attended?"),
    ("What is the cost of the bridge?", "Who built it?", "Who built the bridge?"),
    ("What is the population of Paris?", "How old is it?", "How old is Paris?"),
    ("When was the first dialogue held?", "Who was there?", "Who was at the first dialogue?"),
    ("Which law did the defendant break?", "When was it passed?", "When was law passed?"),
    ("Who cut the ribbon?", "And when?", "when was the ribbon cut?"),
    ("Where will the third dialogue be held?", "When?", "When will the third dialogue be held?"),
    ("Who co-chaired the first dialogue?", "When was it held?", "When was the first dialogue held?"),
    ("Who attended the dialogue?", "Why?", "Why was the dialogue attended?"),
    ("How do I install the package?", "And how do I remove it?", "how do I remove the package?"),
    ("Who represented Jeh Johnson?", "Why could he not attend?", "Why could Jeh Johnson not attend?"),
    ("When did the ferry open?", "How long does it take?", "How long does the ferry take?"),
    ("What is the CPLA?", "Who is its secretary?", "Who is the CPLA's secretary?"),
    ("Who opposes the bridge?", "Why?", "Why opposes the bridge?"),
    ("What happened in Orlando?", "When?", "When happened in Orlando?"),
    ("What is the fee?", "And for members?", "What is the fee for members?"),
    ("What does the court say about privacy?", "And about security?", "What does the court say about security?"),
    ("Who met the two sides?", "What did they say?", "What did the two sides say?"),
]


@pytest.mark.parametrize(("before", "question", "completed"), TABLE)
def test_the_completed_question_keeps_the_whole_subject(before: str, question: str, completed: str) -> None:
    found = follow_up(question, before)
    assert found is not None
    assert found.text == completed


@pytest.mark.parametrize(("before", "question", "completed"), TABLE)
def test_a_completed_question_takes_nothing_more(before: str, question: str, completed: str) -> None:
    assert before != question
    assert follow_up(completed, "When did the Berlin Wall fall?") is None


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        (HOTLINE, "When was it?", "When was the hotline?"),
        (HOTLINE, "when was it", "when was the hotline"),
        (HOTLINE, "who approved it?", "who approved the hotline?"),
        (HOTLINE, "And where?", "where was decided about the hotline?"),
        (HOTLINE, "and in 2016?", "What was decided about the hotline in 2016?"),
        (HOTLINE, "Was it approved in Washington?", "Was the hotline approved in Washington?"),
        (FIRST, "And where?", "where was the first dialogue held?"),
        (FIRST, "Why?", "Why was the first dialogue held?"),
        (FIRST, "In which city?", "In which city was the first dialogue held?"),
        (FIRST, "who attended?", "who attended the first dialogue?"),
        (FIRST, "how many people attended?", "how many people attended the first dialogue?"),
        (FIRST, "How long did it last?", "How long did the first dialogue last?"),
        (FIRST, "What about the second?", "When was the second dialogue held?"),
        (FIRST, "and the second one?", "When was the second dialogue held?"),
        (FIRST, "Who chaired the second one?", "Who chaired the second dialogue?"),
        (FIRST, "Where was that?", "Where was the first dialogue?"),
        (GUO, "How many people did he meet?", "How many people did Guo Shengkun meet?"),
        (GUO, "what is his title?", "what is Guo Shengkun's title?"),
        (GUO, "and Loretta Lynch?", "Who is Loretta Lynch?"),
        (GUO, "Did Loretta Lynch meet him?", "Did Loretta Lynch meet Guo Shengkun?"),
        (HOTLINE, "Did the two sides approve it?", "Did the two sides approve the hotline?"),
        (GUO, "In Washington, who did he meet?", "In Washington, who did Guo Shengkun meet?"),
        ("who is guo shengkun", "what did he propose", "what did guo shengkun propose"),
        ("second dialogue date", "where?", "where second dialogue?"),
        ("second dialogue date", "and the place?", "the place second dialogue?"),
        (PLAGUE, "and in 1500?", "How many people died of plague in Paris in 1500?"),
        (PLAGUE, "In London?", "How many people died of plague in London in 1466?"),
        ("What is the capital of France?", "And of Germany?", "What is the capital of Germany?"),
        ("What is the capital of France?", "how big is it?", "how big is the capital of France?"),
        ("Did the court dismiss the appeal?", "Why?", "Why did the court dismiss the appeal?"),
        ("Where did the two sides approve the plan?", "When was it approved?", "When was the plan approved?"),
        ("Where did the two sides approve the plan?", "What did they agree on?", "What did the two sides agree on?"),
        ("How long did the backup take?", "Who started it?", "Who started the backup?"),
        ("How long did the backup take?", "who attended?", "who attended the backup?"),
        ("Which countries attended the first dialogue?", "How many?", "How many attended the first dialogue?"),
    ],
)
def test_a_follow_up_is_completed_from_the_question_before(before: str, question: str, completed: str) -> None:
    found = follow_up(question, before)
    assert found is not None
    assert found.text == completed


@pytest.mark.parametrize(
    "question",
    [
        "When was the second dialogue held?",
        "Who chaired the first dialogue?",
        "Who is Loretta Lynch?",
        "who is loretta lynch",
        "second dialogue date",
        "Did Guo say that he would attend?",
        "Did the court publish its decision?",
        "What did China say about its policies?",
        "What did the officials say they would do?",
        "Is it true that the hotline was approved?",
        "How long does it take to fly to Paris?",
        "What happened this year in Orlando?",
        "How many people attended the dialogue?",
        "What is cyber crime?",
        "why did China reject the accusations?",
        "hotline",
        "capital of france",
        "Where is parking?",
        "How does caching work?",
        "When is the hearing?",
        "When does the meeting start?",
        "What time is it?",
        "Is that true?",
        "Who made this bot?",
        "How far is it to Boston?",
        "How hot is it in Boston?",
        "Is it raining in Washington?",
        "Does it rain in Seattle?",
        "Is it legal to fish there?",
        "What is it like to live in Boston?",
        "What is the weather in Paris?",
        "How do I register?",
        "Which countries signed the treaty?",
        "And who is Loretta Lynch?",
        "So when does the ferry leave?",
        "Who cut the ribbon?",
        "Where can I find the rules?",
        "What year was the bridge built?",
        "What is the CPLA and who is its secretary?",
        "When the ferry opened, how many people used it?",
        "Does the app store its data in the cloud?",
        "Is there a ferry on Sunday?",
        "Who is king?",
        "Are dogs allowed?",
        "Is smoking allowed?",
        "How does pullquote rank passages?",
        "Was the appeal dismissed?",
        "Who did Guo meet in Washington?",
        "co-chair of the first dialogue",
        "Thanks!",
    ],
)
@pytest.mark.parametrize("before", [HOTLINE, FIRST, GUO])
def test_a_complete_question_takes_nothing(question: str, before: str) -> None:
    assert follow_up(question, before) is None


@pytest.mark.parametrize(
    ("before", "question", "subject"),
    [
        (HOTLINE, "When was it?", "the hotline"),
        (FIRST, "And where?", "the first dialogue"),
        (GUO, "What did he say?", "Guo Shengkun"),
        (FIRST, "What about the second?", "dialogue held"),
        (GUO, "and Loretta Lynch?", "Who is"),
        ("Who cut the ribbon?", "And when?", "the ribbon"),
        ("Where will the third dialogue be held?", "When?", "the third dialogue"),
        ("What did Guo propose?", "And Lynch?", "What did … propose"),
        ("How long does the ferry take?", "And the bus?", "How long does … take"),
        ("Who won the 2015 tournament?", "And in 2016?", "Who won … tournament"),
        ("What is the population of Paris?", "And of London?", "the population"),
        ("How do I reset my password?", "And my username?", "How do I reset"),
        (PLAGUE, "and in 1500?", "How many people died of plague in Paris"),
        ("What does the court say about privacy?", "And about security?", "What does the court say"),
        ("Is the museum open on Sunday?", "And on Monday?", "the museum open"),
        ("What did Guo say about the hotline?", "Why did he oppose it?", "Guo … the hotline"),
    ],
)
def test_it_is_said_what_was_taken(before: str, question: str, subject: str) -> None:
    found = follow_up(question, before)
    assert found is not None
    assert found.subject == subject


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("Who wrote the report?", "Where was he born?", "Where was he born (wrote the report)?"),
        ("Who opposes the plan?", "Why does he oppose it?", "Why does he oppose the plan?"),
        ("Who attended the dialogue?", "What did they sign?", "What did they sign (attended the dialogue)?"),
    ],
)
def test_who_is_not_known_yet_is_said_by_what_they_did(before: str, question: str, completed: str) -> None:
    found = follow_up(question, before)
    assert found is not None
    assert found.text == completed


def test_follow_ups_follow_each_other() -> None:
    said = FIRST
    for question in ["And where?", "What about the second?", "who attended?", "Why was it held?"]:
        found = follow_up(question, said)
        assert found is not None
        said = found.text
    assert said == "Why was the second dialogue held?"


def test_a_completed_question_asks_for_what_the_follow_up_asks_for() -> None:
    found = follow_up("And where?", FIRST)
    assert found is not None
    assert classify(found.text).kind is AnswerType.PLACE


@pytest.mark.parametrize("before", ["", "???", "Why?", "it", "x " * 5_000, "\0", "🤷"])
def test_nothing_is_taken_where_nothing_was_said(before: str) -> None:
    assert follow_up("When was it?", before) is None


@pytest.mark.parametrize("question", ["", "???", "🤷", "\0", "it " * 5_000, "مرحبا", "and", "what about"])
def test_no_text_that_asks_nothing_is_completed(question: str) -> None:
    assert follow_up(question, FIRST) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_is_taken_are_words_of_the_question_before(question: str, before: str) -> None:
    found = follow_up(question, before)
    if found:
        assert all(part.strip().lower() in before.lower() for part in found.subject.split("…"))


PIECES = [
    "when",
    "who",
    "was",
    "it",
    "the",
    "second",
    "and",
    "in",
    "2016",
    "he",
    "Guo",
    "about",
    "what",
    "hotline",
    "?",
    "of",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.lists(st.sampled_from(PIECES), max_size=8))
def test_no_order_of_words_breaks_the_rules(question: list[str], before: list[str]) -> None:
    found = follow_up(" ".join(question), " ".join(before))
    assert found is None or found.text
