"""The guard around a function that sends, such as the tool of an AI agent."""

from __future__ import annotations

from functools import wraps
from inspect import Signature, iscoroutinefunction, signature
from typing import TYPE_CHECKING, Any, Callable, TypeVar

from couth.errors import InputError
from couth.integrations.stopped import AlreadySent, Stopped

if TYPE_CHECKING:
    from couth.integrations.guard import Guard
    from couth.integrations.sending import Sending

F = TypeVar("F", bound=Callable[..., Any])


class Guarded:
    """The decorator: the function is called where its draft may go out, with its own signature and name."""

    def __init__(self, guard: Guard, channel: str, customer: str, text: str, on_stop: str) -> None:
        if on_stop not in ("raise", "tell"):
            raise InputError(f"unknown on_stop {on_stop!r}: one of raise, tell")
        self._guard = guard
        self._channel = channel
        self._parameters = (customer, text)
        self._tells = on_stop == "tell"

    def __call__(self, function: F) -> F:
        """The function, guarded."""
        form = signature(function)
        missing = [name for name in self._parameters if name not in form.parameters]
        if missing:
            name = getattr(function, "__name__", type(function).__name__)
            raise InputError(f"{name} has no parameter {', '.join(missing)}: it has {', '.join(form.parameters)}")
        return self._async(function, form) if _is_async(function) else self._sync(function, form)

    def _sync(self, function: F, form: Signature) -> F:
        @wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            try:
                with self._sending(form, args, kwargs):
                    return function(*args, **kwargs)
            except (Stopped, AlreadySent) as stopped:
                return self._told(stopped)

        return guarded  # type: ignore[return-value]  # the same signature

    def _async(self, function: F, form: Signature) -> F:
        @wraps(function)
        async def guarded(*args: Any, **kwargs: Any) -> Any:
            try:
                async with self._sending(form, args, kwargs):
                    return await function(*args, **kwargs)
            except (Stopped, AlreadySent) as stopped:
                return self._told(stopped)

        return guarded  # type: ignore[return-value]  # the same signature

    def _sending(self, form: Signature, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Sending:
        bound = form.bind(*args, **kwargs)
        bound.apply_defaults()
        customer, draft = (bound.arguments[name] for name in self._parameters)
        to = str(customer) if type(customer) is int else customer
        return self._guard.sending(self._channel, to, draft)

    def _told(self, stopped: Stopped | AlreadySent) -> str:
        if not self._tells:
            raise stopped
        return stopped.advice() if isinstance(stopped, Stopped) else str(stopped)


def _is_async(function: Callable[..., Any]) -> bool:
    """Whether a call gives something to wait for; an object may be called like a function."""
    return iscoroutinefunction(function) or iscoroutinefunction(type(function).__call__)
