"""Functions that send, plain and async, guarded in one line; tasks that wait for leave; what stops them, elsewhere."""

from __future__ import annotations

import asyncio
import pickle

import pytest

from couth import AlreadySent, Blocked, InputError, Message
from integrations.conftest import MakeGuard, states

ASK = "What is your order number?"


def test_a_function_is_guarded_in_one_line(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    guard.received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    sent: list[str] = []

    @guard.guarded(channel="whatsapp", customer="to", text="body", on_stop="tell")
    def send(to: str, body: str = ASK) -> str:
        """Send a message."""
        sent.append(body)
        return "sent"

    assert send("+441", body="It arrives on Friday.") == "sent"
    told = send("+441")
    assert told.startswith("Not sent: revise the draft")
    assert "continuity.re-ask" in told
    assert (send.__name__, send.__doc__) == ("send", "Send a message.")
    assert sent == ["It arrives on Friday."]
    with pytest.raises(InputError, match="send has no parameter text: it has to, body"):
        guard.guarded(channel="whatsapp", customer="to")(send)


def test_whatever_can_be_called_is_guarded(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard, sent = make_guard(sqlite_url), list[str]()
    guard.received("telegram", "441", "Hi, my order 48213 has not come.")

    class Sender:
        async def __call__(self, to: int, text: str) -> str:
            assert states(guard)[-1] == "open"
            sent.append(text)
            return "sent"

    tool = guard.guarded(channel="telegram", customer="to", on_stop="tell")(Sender())
    assert asyncio.run(tool(441, "It arrives on Friday.")) == "sent"  # type: ignore[arg-type]
    assert "continuity.re-ask" in asyncio.run(tool(441, ASK))  # type: ignore[arg-type]
    assert (sent, states(guard)) == (["It arrives on Friday."], ["sent"])


def test_what_stops_a_send_gets_from_one_process_to_another(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)
    guard.received("whatsapp", "+441", "Hi, my order 48213 has not come.")
    with pytest.raises(Blocked) as blocked:
        guard.permit("whatsapp", "+441", ASK)
    there = pickle.loads(pickle.dumps(blocked.value))  # noqa: S301  (our own)
    assert (type(there), str(there), there.report, there.decision, there.number) == (
        Blocked, str(blocked.value), blocked.value.report, blocked.value.decision, 1,
    )  # fmt: skip
    already = pickle.loads(pickle.dumps(AlreadySent("key", 7, is_open=True)))  # noqa: S301
    assert (already.key, already.number, already.is_open) == ("key", 7, True)


def test_async_functions_and_with_blocks(sqlite_url: str, make_guard: MakeGuard) -> None:
    guard = make_guard(sqlite_url)

    @guard.guarded(channel="whatsapp", customer="to")
    async def send(to: str, text: str) -> str:
        return "sent"

    async def main() -> None:
        assert await guard.areceived("whatsapp", "+441", "Hi, my order 48213 has not come.")
        assert await guard.arecord("whatsapp", "+441", Message("business", "Let me look."))
        assert await send("+441", "It arrives on Friday.") == "sent"
        with pytest.raises(Blocked):
            await send("+441", ASK)
        with pytest.raises(ConnectionError):
            async with guard.sending("whatsapp", "+441", "Anything else?"):
                raise ConnectionError
        assert (await guard.ajudge("whatsapp", "+441", ASK)).verdict == "block"

    asyncio.run(main())
    assert states(guard) == ["sent", "released"]


def test_a_task_that_is_cancelled_while_it_waits_for_leave_keeps_no_place(
    sqlite_url: str, make_guard: MakeGuard
) -> None:
    guard = make_guard(sqlite_url)
    guard.received("whatsapp", "+441", "Hello")

    async def send() -> None:
        async with guard.sending("whatsapp", "+441", "It arrives on Friday."):
            pytest.fail("not reached")

    async def main() -> None:
        with guard.store.writing():
            task = asyncio.create_task(send())
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
    guard.close()
    assert states(guard) == ["released"]
