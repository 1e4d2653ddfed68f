package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.Kind;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.util.List;
import java.util.Locale;

/** Rows of lists in the OpenAI manner that state no price. */
final class PlainRows {
    private PlainRows() {}

    static void openai(SimModel model, JsonWriter json) {
        json.open().number("created", model.created());
        if (model.odd("deprecation", 220)) {
            json.text("deprecation_date", Dates.day(1_795_000_000L + model.pick("day", 200) * 86_400L));
        }
        json.text("id", model.id()).text("object", "model");
        json.text("owned_by", model.odd("internal", 300) ? "openai-internal" : "system")
                .close();
    }

    static void cerebras(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", 0);
        json.text("owned_by", "Cerebras").close();
    }

    static void nebius(SimModel model, JsonWriter json) {
        // The real list repeats the time of the call; a fixed one keeps our bytes reproducible.
        json.open().text("id", model.id()).number("created", 1_771_550_730L + model.pick("created", 7));
        json.text("object", "model").text("owned_by", "system").close();
    }

    static void deepseek(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model");
        json.text("owned_by", "deepseek").close();
    }

    static void owned(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", model.base().vendor()).close();
    }

    static void clarifai(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", model.base().vendor()).number("context_length", model.context());
        json.close();
    }

    static void moonshot(SimModel model, JsonWriter json) {
        json.open().number("created", model.created()).text("id", model.id()).text("object", "model");
        json.text("owned_by", "moonshot").openArray("permission").open().number("created", 0);
        json.text("id", "").text("object", "").text("organization", "moonshot");
        json.text("group", "moonshot").flag("is_blocking", false).close().closeArray();
        json.text("root", "").text("parent", "").close();
    }

    static void fireworks(SimModel model, JsonWriter json) {
        boolean image = model.base().kind() == Kind.IMAGE;
        json.open().text("id", model.id()).text("object", "model").text("owned_by", "fireworks");
        json.number("created", model.created()).text("kind", image ? "FLUMINA_BASE_MODEL" : "HF_BASE_MODEL");
        json.flag("supports_chat", !image)
                .flag("supports_image_input", model.base().vision());
        json.flag("supports_tools", model.tools());
        if (!image && !model.odd("no-context", 100)) {
            json.number("context_length", model.context());
        }
        json.close();
    }

    /** What is served without a deployment; prices are left to the reference feeds. */
    static void fireworksServerless(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").text("serverless_mode", "default");
        json.openArray("pricing").closeArray().text("display_name", model.displayName());
        json.text("description", model.description());
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.number("created", model.created()).close();
    }

    static void featherless(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).flag("is_gated", model.odd("gated", 4));
        json.number("created", model.created()).text("model_class", modelClass(model));
        json.text("owned_by", "Feather").number("context_length", model.context());
        json.number("max_completion_tokens", model.maxOutput());
        json.flag("available_on_current_plan", true).close();
    }

    static void mistral(SimModel model, JsonWriter json) {
        boolean chat = model.base().kind() == Kind.CHAT;
        json.open().texts("aliases", aliases(model)).open("capabilities").flag("audio", false);
        json.flag("classification", false).flag("completion_chat", chat);
        json.flag("completion_fim", model.id().startsWith("codestral"));
        json.flag("fine_tuning", model.odd("tuning", 300)).flag("function_calling", model.tools());
        json.flag("moderation", false).flag("ocr", false);
        json.flag("reasoning", model.base().reasoning())
                .flag("vision", model.base().vision());
        json.close().number("created", model.created()).raw("default_model_temperature", "0.3");
        if (model.odd("deprecation", 200)) {
            json.text("deprecation", "2026-12-31T12:00:00Z");
            json.text("deprecation_replacement_model", "mistral-medium-latest");
        } else {
            json.nil("deprecation").nil("deprecation_replacement_model");
        }
        json.text("description", model.description()).text("id", model.id());
        json.number("max_context_length", model.context()).text("name", model.id());
        json.text("object", "model").text("owned_by", "mistralai").text("type", "base");
        json.close();
    }

    static void morpheus(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("blockchainID", blockchainId(model));
        json.number("created", model.created());
        json.texts("tags", List.of(model.base().org(), model.odd("tag", 100) ? "string" : "LLM"));
        json.text("modelType", "UNKNOWN").close();
    }

    private static List<String> aliases(SimModel model) {
        String id = model.id();
        return id.matches(".*-\\d{4}") && model.odd("alias", 500)
                ? List.of(id.substring(0, id.length() - 5) + "-stable")
                : List.of();
    }

    private static String modelClass(SimModel model) {
        String release = model.base().name();
        int cut = release.indexOf('-', release.indexOf('-') + 1);
        return (cut < 0 ? release : release.substring(0, cut))
                .toLowerCase(Locale.ROOT)
                .replace('.', 'b');
    }

    private static String blockchainId(SimModel model) {
        StringBuilder id = new StringBuilder("0x");
        for (int i = 0; i < 4; i++) {
            String part = Long.toHexString(model.salt() * (2L * i + 3));
            id.append("0".repeat(16 - part.length())).append(part);
        }
        return id.toString();
    }
}
