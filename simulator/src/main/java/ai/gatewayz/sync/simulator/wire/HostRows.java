package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of hosts and routers that publish a list of their own, most of them without a key. */
final class HostRows {
    private HostRows() {}

    /** The flat shape that OpenRouter asks of hosts. */
    static void forOpenRouter(SimModel model, JsonWriter json) {
        facts(model, json);
        json.text("hugging_face_id", model.base().org() + "/" + model.base().name());
        json.number("max_output_length", model.maxOutput());
        json.texts("supported_features", ModalityWords.features(model)).open("pricing");
        tokenTexts(model, json, "prompt", "completion");
        cacheText(model, json, "input_cache_read");
        json.text("image", "0").text("request", "0").close().close();
    }

    static void friendli(SimModel model, JsonWriter json) {
        facts(model, json);
        json.number("max_completion_tokens", model.maxOutput())
                .flag("reasoning", model.base().reasoning());
        json.open("functionality")
                .flag("tool_call", model.tools())
                .flag("structured_output", true)
                .close();
        json.open("pricing");
        tokenTexts(model, json, "input", "output");
        tokenTexts(model, json, "prompt", "completion");
        cacheText(model, json, "input_cache_read");
        json.close().nil("deprecation_date").text("mode", "chat").close();
    }

    static void requesty(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", "system").text("api", "chat");
        tokenNumbers(model, json, "input_price", "output_price", "cached_price");
        json.number("max_output_tokens", model.maxOutput()).number("context_window", model.context());
        json.flag("supports_vision", model.base().vision());
        json.flag("supports_reasoning", model.base().reasoning());
        json.flag("supports_tool_calling", model.tools())
                .text("description", model.description())
                .close();
    }

    static void llmGateway(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("name", model.displayName()).number("created", model.created());
        json.text("family", model.base().vendor()).open("architecture");
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.close()
                .openArray("providers")
                .open()
                .text("providerId", model.base().vendor());
        json.text("externalId", model.base().name()).open("pricing");
        tokenTexts(model, json, "prompt", "completion");
        json.text("image", "0")
                .close()
                .flag("streaming", true)
                .close()
                .closeArray()
                .open("pricing");
        tokenTexts(model, json, "prompt", "completion");
        json.text("image", "0").text("request", "0");
        cacheText(model, json, "input_cache_read");
        json.text("web_search", "0").text("internal_reasoning", "0").close();
        json.number("context_length", model.context()).number("max_output", model.maxOutput());
        json.texts("supported_parameters", model.tools() ? List.of("temperature", "tools") : List.of("temperature"));
        json.flag("json_output", true)
                .flag("structured_outputs", false)
                .flag("free", model.free())
                .close();
    }

    static void nanoGpt(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", model.base().vendor()).text("name", model.displayName());
        json.text("description", model.description()).number("context_length", model.context());
        json.number("max_output_tokens", model.maxOutput()).open("architecture");
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.close().open("capabilities").flag("vision", model.base().vision());
        json.flag("reasoning", model.base().reasoning())
                .flag("tool_calling", model.tools())
                .close();
        json.open("pricing");
        if (model.priced()) {
            json.number("prompt", model.input()).number("completion", model.output());
            BigDecimal cacheRead = model.price().cacheRead();
            if (cacheRead != null) {
                json.number("cacheReadInputPer1kTokens", cacheRead.movePointLeft(3));
            }
        }
        json.text("currency", "USD").text("unit", "per_million_tokens").close().close();
    }

    static void digitalOcean(SimModel model, JsonWriter json) {
        json.open().text("id", "00000000-0000-4000-8000-" + "%012x".formatted(model.salt() & 0xffffffffffffL));
        json.text("model_id", model.id()).text("name", model.displayName());
        json.text("context_window", Integer.toString(model.context()));
        json.text("max_output_tokens", Integer.toString(model.maxOutput()));
        json.texts("availability", List.of("serverless")).open("modalities");
        json.texts("input", ModalityWords.in(model))
                .texts("output", ModalityWords.out(model))
                .close();
        json.open("pricing").number("input_price_per_million", new BigDecimal("0.00000035"));
        json.number("output_price_per_million", new BigDecimal("0.0000014"))
                .close()
                .close();
    }

    static void parasail(SimModel model, JsonWriter json) {
        json.open().text("externalAlias", model.id());
        json.text("modelName", model.base().org() + "/" + model.base().name());
        json.text("displayName", model.displayName()).number("contextLength", model.context());
        if (model.priced()) {
            json.number("inputCost", model.input()).number("outputCost", model.output());
            BigDecimal cacheRead = model.price().cacheRead();
            if (cacheRead != null) {
                json.number("cachedCost", cacheRead);
            }
        }
        json.texts("tags", model.base().vision() ? List.of("multimodal") : List.of());
        json.text("engineTask", "chat").close();
    }

    static void sambaNova(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").text("owned_by", "no-reply@sambanova.ai");
        json.number("context_length", model.context()).number("max_completion_tokens", model.maxOutput());
        json.open("pricing");
        tokenNumbers(model, json, "prompt", "completion", null);
        json.nil("duration_per_hour").close().close();
    }

    static void ioNet(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", "io-intelligence").text("name", model.displayName());
        json.number("context_window", model.context()).nil("max_tokens");
        tokenNumbers(model, json, "input_token_price", "output_token_price", "cache_read_token_price");
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.flag("supports_reasoning", model.base().reasoning()).flag("supports_tools", model.tools());
        json.close();
    }

    static void cortecs(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", model.base().vendor()).open("pricing").text("currency", "EUR");
        json.number("input_token", new BigDecimal("0.31")).number("output_token", new BigDecimal("1.24"));
        json.close().number("context_size", model.context()).close();
    }

    private static void facts(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("name", model.displayName()).number("created", model.created());
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.number("context_length", model.context());
    }

    private static void tokenTexts(SimModel model, JsonWriter json, String input, String output) {
        if (model.priced()) {
            json.decimalText(input, Amount.perToken(model.input()));
            json.decimalText(output, Amount.perToken(model.output()));
        } else {
            json.text(input, "0").text(output, "0");
        }
    }

    private static void cacheText(SimModel model, JsonWriter json, String name) {
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            json.decimalText(name, Amount.perToken(cacheRead));
        }
    }

    private static void tokenNumbers(
            SimModel model, JsonWriter json, String input, String output, @Nullable String cache) {
        if (model.priced()) {
            json.number(input, Amount.perToken(model.input()));
            json.number(output, Amount.perToken(model.output()));
            BigDecimal cacheRead = model.price().cacheRead();
            if (cache != null && cacheRead != null) {
                json.number(cache, Amount.perToken(cacheRead));
            }
        }
    }
}
