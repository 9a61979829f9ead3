"""Metrics and traces of the guard by OpenTelemetry: `Guard(..., listeners=[Telemetry()])`."""

from __future__ import annotations

from typing import Final

from opentelemetry import metrics, trace
from opentelemetry.metrics import MeterProvider
from opentelemetry.trace import SpanKind, Status, StatusCode, TracerProvider
from opentelemetry.util.types import AttributeValue

from couth.integrations.events import Event

_SCOPE: Final = "couth.guard"


class Telemetry:
    """A listener that counts and traces. The providers are those that are set for the program, if left out.

    Metrics: `couth.guard.decisions` by channel, outcome, action and mode; `couth.guard.findings` by rule and outcome;
    `couth.guard.events` by name; `couth.guard.duration` in seconds. Each decision is a span `couth.guard`, under the span
    that is current where the draft is judged. No attribute holds a word of a message, nor an address.
    """

    def __init__(
        self, meter_provider: MeterProvider | None = None, tracer_provider: TracerProvider | None = None
    ) -> None:
        meter = metrics.get_meter(_SCOPE, meter_provider=meter_provider)
        self._tracer = trace.get_tracer(_SCOPE, tracer_provider=tracer_provider)
        self._decisions = meter.create_counter("couth.guard.decisions", "{decision}", "Drafts that were judged")
        self._findings = meter.create_counter("couth.guard.findings", "{finding}", "Rules that found something")
        self._events = meter.create_counter("couth.guard.events", "{event}", "What else happened")
        self._duration = meter.create_histogram("couth.guard.duration", "s", "What the guard adds to a send")

    def __call__(self, event: Event) -> None:
        """Take in an event."""
        if event.name != "decided":
            self._events.add(1, _attributes(name=event.name, channel=event.channel, error=event.error))
            return
        told = _attributes(channel=event.channel, outcome=event.outcome, action=event.action, mode=event.mode)
        self._decisions.add(1, told)
        for rule in event.rules:
            self._findings.add(1, _attributes(rule=rule, outcome=event.outcome))
        if event.seconds is not None:
            self._duration.record(event.seconds, told)
        self._trace(event, told)

    def _trace(self, event: Event, told: dict[str, AttributeValue]) -> None:
        end = int(event.at.timestamp() * 1e9)
        span = self._tracer.start_span(
            "couth.guard", kind=SpanKind.INTERNAL, start_time=end - int((event.seconds or 0) * 1e9)
        )
        more = _attributes(verdict=event.verdict, decision=event.decision, thread=event.thread, policy=event.policy)
        span.set_attributes(told | more | {"couth.rules": event.rules})
        if event.outcome in ("blocked", "held"):
            span.set_status(Status(StatusCode.ERROR, event.outcome))
        span.end(end)


def _attributes(**values: str | int | None) -> dict[str, AttributeValue]:
    return {f"couth.{name}": value for name, value in values.items() if value is not None}
