"""Metrics and traces of the guard."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from couth import Blocked
from integrations.conftest import MakeGuard

pytest.importorskip("opentelemetry.sdk")

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from couth.integrations.otel import Telemetry


def test_decisions_are_counted_timed_and_traced(sqlite_url: str, make_guard: MakeGuard) -> None:
    reader, spans = InMemoryMetricReader(), InMemorySpanExporter()
    tracers = TracerProvider(shutdown_on_exit=False)
    tracers.add_span_processor(SimpleSpanProcessor(spans))
    meters = MeterProvider([reader], shutdown_on_exit=False)
    guard = make_guard(sqlite_url, listeners=[Telemetry(meters, tracers)])

    async def main() -> None:
        with tracers.get_tracer("app").start_as_current_span("reply"):
            await guard.areceived("whatsapp", "+441", "Hi, my order 48213 has not come.")
            async with guard.sending("whatsapp", "+441", "It arrives on Friday."):
                pass
            with pytest.raises(Blocked):
                async with guard.sending("whatsapp", "+441", "What is your order number?"):
                    pytest.fail("not reached")

    asyncio.run(main())
    counted = _points(reader)
    assert [p.attributes["couth.outcome"] for p in counted["couth.guard.decisions"]] == ["passed", "blocked"]
    assert counted["couth.guard.findings"][0].attributes == {
        "couth.rule": "continuity.re-ask",
        "couth.outcome": "blocked",
    }
    assert [p.attributes["couth.name"] for p in counted["couth.guard.events"]] == ["received", "sent"]
    assert sum(p.count for p in counted["couth.guard.duration"]) == 2
    passed, blocked, reply = spans.get_finished_spans()
    assert passed.parent.span_id == blocked.parent.span_id == reply.context.span_id
    assert (blocked.name, blocked.status.description) == ("couth.guard", "blocked")
    assert blocked.attributes["couth.rules"] == ("continuity.re-ask",)
    told = repr([span.to_json() for span in spans.get_finished_spans()]) + repr(counted)
    assert not any(word in told for word in ("48213", "Friday", "+441"))
    tracers.shutdown()
    meters.shutdown()


def _points(reader: InMemoryMetricReader) -> dict[str, Any]:
    data: Any = reader.get_metrics_data()
    return {m.name: list(m.data.data_points) for r in data.resource_metrics for s in r.scope_metrics for m in s.metrics}
