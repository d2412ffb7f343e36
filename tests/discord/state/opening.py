"""Opens the state of the bot in a folder."""

from pathlib import Path

from bot.discord.state.bot_state import BotState


async def opened(folder: Path, *, days: float = 30, stores: bool = False) -> BotState:
    """The state, which is kept for so many days, with the words of questions only if it ``stores`` them."""
    state = BotState(folder, keep_days=days, store_questions=stores)
    try:
        await state.open()
    except BaseException:
        await state.close()
        raise
    return state
