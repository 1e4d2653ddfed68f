package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.Kind;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** Rows of the platforms that have a list format of their own. */
final class NativeRows {
    private NativeRows() {}

    static void anthropic(SimModel model, JsonWriter json) {
        json.open().text("type", "model").text("id", model.id()).text("display_name", model.displayName());
        json.text("created_at", Dates.instant(model.created())).number("max_input_tokens", model.context());
        json.number("max_tokens", model.maxOutput()).open("capabilities");
        supported(json, "batch", true);
        supported(json, "citations", true);
        supported(json, "image_input", model.base().vision());
        supported(json, "pdf_input", model.base().vision());
        supported(json, "structured_outputs", model.odd("structured", 800));
        json.open("thinking").flag("supported", model.base().reasoning()).open("types");
        supported(json, "enabled", model.base().reasoning());
        json.close().close().close().close();
    }

    private static void supported(JsonWriter json, String name, boolean value) {
        json.open(name).flag("supported", value).close();
    }

    static void cohere(SimModel model, JsonWriter json) {
        Kind kind = model.base().kind();
        json.open().text("name", model.id()).flag("is_deprecated", model.odd("deprecated", 100));
        json.texts("endpoints", List.of(kind == Kind.CHAT ? "chat" : kind == Kind.RERANK ? "rerank" : "embed"));
        json.flag("finetuned", false).number("context_length", model.context());
        json.text("tokenizer_url", "https://storage.example/tokenizers/" + model.id() + ".json");
        json.texts("default_endpoints", List.of());
        if (kind == Kind.CHAT) {
            json.texts(
                    "features", model.tools() ? List.of("tools", "strict_tools", "json_mode") : List.of("json_mode"));
        } else {
            json.nil("features");
        }
        json.close();
    }

    /** Prices are left to the reference feeds. */
    static void modelStudio(SimModel model, JsonWriter json) {
        json.open().text("model", model.id()).text("name", model.displayName());
        json.text("description", model.description())
                .text("provider", model.base().vendor());
        json.text("published_time", Dates.day(model.created()) + " 00:00:00");
        json.texts("features", model.tools() ? List.of("function-calling") : List.of());
        json.texts("capabilities", model.base().reasoning() ? List.of("TG", "Reasoning") : List.of("TG"));
        json.open("inference_metadata").texts("request_modality", ModalityWords.in(model));
        json.texts("response_modality", ModalityWords.out(model)).close();
        json.open("model_info");
        if (model.context() > 0) {
            json.number("context_window", model.context());
        }
        json.close().openArray("prices").closeArray().close();
    }

    static void gemini(SimModel model, JsonWriter json) {
        Kind kind = model.base().kind();
        json.open().text("description", model.description()).text("displayName", model.displayName());
        json.number("inputTokenLimit", model.context()).text("name", model.id());
        json.number("outputTokenLimit", kind == Kind.EMBEDDING ? 1 : model.maxOutput());
        json.texts("supportedGenerationMethods", methods(kind));
        if (kind == Kind.CHAT) {
            json.number("temperature", 1).flag("thinking", model.base().reasoning());
            json.number("topK", 64).raw("topP", "0.95");
        }
        json.text("version", "001").close();
    }

    private static List<String> methods(Kind kind) {
        return switch (kind) {
            case CHAT, ROUTER ->
                List.of("generateContent", "countTokens", "createCachedContent", "batchGenerateContent");
            case EMBEDDING -> List.of("embedContent", "countTextTokens");
            case IMAGE -> List.of("predict");
            case VIDEO -> List.of("predictLongRunning");
            case SPEECH, TRANSCRIPTION, RERANK -> List.of("bidiGenerateContent");
        };
    }

    static void vertex(SimModel model, JsonWriter json) {
        json.open().text("name", model.id()).text("versionId", "001");
        json.text("openSourceCategory", "PROPRIETARY");
        json.text("launchStage", model.odd("preview", 250) ? "PUBLIC_PREVIEW" : "GA");
        json.open("supportedActions");
        if (model.base().kind() == Kind.CHAT) {
            json.open("openGenerationAiStudio").open("references").open("us-central1");
            json.text(
                            "uri",
                            "https://console.cloud.example/studio/"
                                    + model.base().plain())
                    .close()
                    .close();
            json.text("title", "Open Prompt Design").close();
        }
        json.close().text("publisherModelTemplate", "projects/{project}/locations/{location}/" + model.id());
        json.close();
    }

    static void cloudflare(SimModel model, JsonWriter json) {
        Kind kind = model.base().kind();
        json.open().text("id", uuid(model)).number("source", 1).text("name", model.id());
        json.text("description", model.description()).open("task").text("id", uuid(model));
        json.text("name", kind == Kind.CHAT ? "Text Generation" : "Text-to-Image");
        json.close().text("created_at", Dates.spaced(model.created())).texts("tags", List.of());
        json.openArray("properties");
        if (model.context() > 0) {
            property(json, "context_window", String.valueOf(model.context()));
        }
        if (model.tools()) {
            property(json, "function_calling", "true");
        }
        if (model.base().vision()) {
            property(json, "vision", "true");
        }
        cloudflarePrice(model, json);
        json.closeArray().close();
    }

    private static void cloudflarePrice(SimModel model, JsonWriter json) {
        BigDecimal perUnit = model.price().perUnit();
        if (!model.priced() && perUnit == null) {
            return;
        }
        json.open().text("property_id", "price").openArray("value");
        if (perUnit != null) {
            cloudflareEntry(json, "per image", perUnit);
        } else {
            cloudflareEntry(json, "per M input tokens", model.input());
            cloudflareEntry(json, "per M output tokens", model.output());
        }
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            cloudflareEntry(json, "per M cached input tokens", cacheRead);
        }
        json.closeArray().close();
    }

    private static void cloudflareEntry(JsonWriter json, String unit, BigDecimal usd) {
        json.open()
                .text("unit", unit)
                .number("price", usd)
                .text("currency", "USD")
                .close();
    }

    private static void property(JsonWriter json, String id, String value) {
        json.open().text("property_id", id).text("value", value).close();
    }

    static void fal(SimModel model, JsonWriter json) {
        String id = model.id();
        String task = id.substring(id.lastIndexOf('/') + 1);
        json.open().text("endpoint_id", id).open("metadata").text("display_name", model.displayName());
        json.text("category", task).text("description", model.description()).text("status", "active");
        json.texts("tags", List.of()).text("updated_at", Dates.millis(model.created() + model.context()));
        json.flag("is_favorited", false).text("thumbnail_url", "https://media.example/" + uuid(model) + ".jpg");
        json.text("model_url", "https://fal.run/" + id);
        if (!model.odd("no-license", 100)) {
            json.text("license_type", "commercial");
        }
        json.text("date", Dates.millis(model.created()));
        json.open("group").text("key", model.base().plain()).text("label", task).close();
        json.flag("highlighted", false).text("kind", task.equals("training") ? "training" : "inference");
        json.flag("pinned", false).close().close();
    }

    static void falPrice(SimModel model, JsonWriter json) {
        BigDecimal perUnit = model.price().perUnit();
        if (perUnit != null) {
            json.open().text("endpoint_id", model.id()).number("unit_price", perUnit);
            // At the amounts drawn for media, a single character would cost what a page does.
            String unit = model.base().kind().billedPer();
            json.text("unit", unit.equals("character") ? "1000 characters" : unit)
                    .text("currency", "USD")
                    .close();
        }
    }

    private static String uuid(SimModel model) {
        return new UUID(model.salt(), model.salt() * 31).toString();
    }
}
