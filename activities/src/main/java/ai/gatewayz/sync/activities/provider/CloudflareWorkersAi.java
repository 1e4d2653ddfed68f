package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cloudflare Workers AI: facts as a list of properties; each price entry states its unit in words. Words that are not
 * known become a price in the provider's own unit, never a token price.
 */
final class CloudflareWorkersAi implements RecordMapper {
    static Provider entry() {
        return Provider.of("cloudflare-workers-ai", "Cloudflare Workers AI")
                .aliases("cloudflare")
                .list(
                        "https://api.cloudflare.com/client/v4/accounts/{CLOUDFLARE_ACCOUNT_ID}",
                        "/ai/models/search?per_page=100&page=1")
                .credential(Credential.bearer("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_WORKERS_AI_API_KEY"))
                .paging(Paging.pageNumber("result_info.total_pages", 100))
                .reads(Envelope.array("result"), new CloudflareWorkersAi())
                .liteLlmName("cloudflare")
                .confirmedBy(Evidence.DOCUMENTATION, Evidence.OTHER_CLIENTS);
    }

    private static final List<PriceField> BY_UNIT_TEXT = List.of(
            PriceField.of("per M input tokens", PriceKind.INPUT, PriceUnit.USD_PER_MILLION_TOKENS),
            PriceField.of("per M output tokens", PriceKind.OUTPUT, PriceUnit.USD_PER_MILLION_TOKENS),
            PriceField.of("per M cached input tokens", PriceKind.CACHE_READ, PriceUnit.USD_PER_MILLION_TOKENS),
            PriceField.of("per 1k characters", PriceKind.INPUT, PriceUnit.USD_PER_THOUSAND_CHARACTERS),
            PriceField.of("per 512 by 512 tile", PriceKind.IMAGE_OUTPUT, PriceUnit.USD_PER_TILE),
            PriceField.of("per step", PriceKind.IMAGE_OUTPUT, PriceUnit.USD_PER_STEP),
            PriceField.of("per inference request", PriceKind.REQUEST, PriceUnit.USD_PER_REQUEST));

    private static final Map<String, PriceKind> AUDIO_MINUTE_BY_TASK =
            Map.of("Automatic Speech Recognition", PriceKind.AUDIO_INPUT, "Text-to-Speech", PriceKind.AUDIO_OUTPUT);

    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS]");

    @Override
    public List<PriceField> priceFields() {
        return BY_UNIT_TEXT.stream()
                .map(f -> PriceField.of("properties[].value[].price", f.kind(), f.unit()))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        Properties properties = Properties.of(record);
        String task = record.text("task.name");
        draft.id(record.text("name"))
                .description(record.text("description"))
                .limits(properties.firstCount("context_window", "max_total_tokens", "max_input_tokens"), null)
                .dates(
                        created(record),
                        properties.get("planned_deprecation_date").instant("value"))
                .capabilities(new Capabilities(
                        null,
                        properties.flag("function_calling"),
                        properties.flag("vision"),
                        null,
                        properties.flag("reasoning"),
                        null))
                .note("task", task)
                .note("uuid", record.text("id"));
        for (String fact : List.of("lora", "beta", "async_queue")) {
            draft.note(fact, properties.get(fact).text("value"));
        }
        PriceKind minute = AUDIO_MINUTE_BY_TASK.getOrDefault(String.valueOf(task), PriceKind.OTHER);
        properties.get("price").records("value").forEach(price -> addPrice(price, minute, draft));
    }

    private static void addPrice(JsonRecord entry, PriceKind audioMinute, ModelDraft draft) {
        String unit = String.valueOf(entry.text("unit")).strip();
        PriceText price = entry.priceText("price");
        if (!"USD".equals(entry.text("currency"))) {
            draft.pricing().refuse(PriceRefusal.CURRENCY, price);
            draft.note("price " + unit, entry.decimal("price") + " " + entry.text("currency"));
        } else if (unit.equals("per audio minute")) {
            draft.pricing().add(audioMinute, PriceUnit.USD_PER_MINUTE, price);
        } else {
            PriceField known = BY_UNIT_TEXT.stream()
                    .filter(f -> f.path().equals(unit))
                    .findFirst()
                    .orElse(new PriceField(
                            unit,
                            PriceKind.OTHER,
                            PriceUnit.USD_PER_OTHER,
                            PriceCondition.ALWAYS.with("unit_text", unit)));
            draft.pricing().add(known.kind(), known.unit(), price, known.condition());
        }
    }

    /** Written without a zone; the documentation's times are UTC. */
    private static @Nullable Instant created(JsonRecord record) {
        try {
            return LocalDateTime.parse(String.valueOf(record.text("created_at")), CREATED)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The facts of one row by their id. */
    private record Properties(Map<String, JsonRecord> byId, JsonRecord absent) {
        static Properties of(JsonRecord record) {
            Map<String, JsonRecord> byId = new HashMap<>();
            for (JsonRecord property : record.records("properties")) {
                byId.putIfAbsent(String.valueOf(property.text("property_id")), property);
            }
            return new Properties(byId, record.at("properties.absent"));
        }

        JsonRecord get(String id) {
            return byId.getOrDefault(id, absent);
        }

        @Nullable
        Boolean flag(String id) {
            String value = get(id).text("value");
            return value == null ? null : (Boolean) value.equals("true");
        }

        @Nullable
        Long firstCount(String... ids) {
            for (String id : ids) {
                Long count = get(id).count("value");
                if (count != null) {
                    return count;
                }
            }
            return null;
        }
    }
}
