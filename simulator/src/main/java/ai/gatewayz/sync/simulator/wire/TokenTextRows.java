package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.Kind;
import ai.gatewayz.sync.simulator.model.Price;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Rows that quote USD per token as decimal text. */
final class TokenTextRows {
    private TokenTextRows() {}

    static void openrouter(SimModel model, JsonWriter json) {
        openrouterHead(model, json);
        openrouterPrices(model, json, "0");
        openrouterLimits(model, json);
        json.open("default_parameters").close().nil("knowledge_cutoff");
        if (model.odd("expiry", 60)) {
            json.text("expiration_date", model.odd("sentinel", 500) ? "2098-12-31" : "2026-12-31");
        } else {
            json.nil("expiration_date");
        }
        json.close();
    }

    static void kilo(SimModel model, JsonWriter json) {
        openrouterHead(model, json);
        openrouterPrices(model, json, "0.000000000000");
        openrouterLimits(model, json);
        json.number("preferredIndex", model.pick("index", 50)).flag("isFree", model.free());
        json.flag("mayTrainOnYourPrompts", model.free()).close();
    }

    private static void openrouterHead(SimModel model, JsonWriter json) {
        String slug = model.id().replaceAll(":[a-z]+$", "");
        json.open().text("id", model.id()).text("canonical_slug", slug + "-" + day(model));
        if (model.odd("hub", 500)) {
            json.text("hugging_face_id", model.base().org() + "/" + model.base().name());
        } else {
            json.text("hugging_face_id", "");
        }
        String suffix = model.id().endsWith(":free") ? " (free)" : "";
        json.text("name", model.base().org() + ": " + model.displayName() + suffix);
        json.number("created", model.created()).text("description", model.description());
        json.number("context_length", model.context()).open("architecture");
        json.text("modality", ModalityWords.arrow(model)).texts("input_modalities", ModalityWords.in(model));
        json.texts("output_modalities", ModalityWords.out(model)).text("tokenizer", "Other");
        json.nil("instruct_type").close();
    }

    private static void openrouterPrices(SimModel model, JsonWriter json, String zero) {
        json.open("pricing");
        if (model.price().state() == Price.State.DYNAMIC) {
            json.text("prompt", "-1").text("completion", "-1").close();
            return;
        }
        if (!model.priced()) {
            json.text("prompt", "0").text("completion", zero).close();
            return;
        }
        json.text("prompt", noisy(model)).decimalText("completion", Amount.perToken(model.output()));
        if (model.odd("old-keys", 300)) {
            json.text("request", "0").text("image", "0").text("web_search", "0");
            json.text("internal_reasoning", "0");
        }
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            json.decimalText("input_cache_read", Amount.perToken(cacheRead));
        }
        if (model.odd("cache-write", 100)) {
            // One twelfth of a micro-dollar: a genuine repeating decimal, as the real list has.
            json.text("input_cache_write", "0.0000000833333333333333");
        }
        if (model.odd("tier", 110)) {
            BigDecimal twice = BigDecimal.valueOf(2);
            json.openArray("overrides").open().number("min_prompt_tokens", 200_000);
            json.decimalText("prompt", Amount.perToken(model.input().multiply(twice)));
            json.decimalText("completion", Amount.perToken(model.output().multiply(twice)));
            json.close().closeArray();
        }
        json.close();
    }

    private static void openrouterLimits(SimModel model, JsonWriter json) {
        json.open("top_provider").number("context_length", model.context());
        if (model.maxOutput() == 0 || model.odd("no-max", 120)) {
            json.nil("max_completion_tokens");
        } else {
            json.number("max_completion_tokens", model.maxOutput());
        }
        json.flag("is_moderated", model.odd("moderated", 200)).close().nil("per_request_limits");
        json.openArray("supported_parameters");
        for (String parameter : List.of("max_tokens", "temperature", "top_p", "seed", "stop")) {
            json.text(parameter);
        }
        if (model.tools()) {
            json.text("tools").text("tool_choice").text("response_format").text("structured_outputs");
        }
        if (model.base().reasoning()) {
            json.text("reasoning").text("include_reasoning");
        }
        json.closeArray();
    }

    static void groq(SimModel model, JsonWriter json) {
        Kind kind = model.base().kind();
        json.open().flag("active", true).number("context_length", model.context());
        json.number("context_window", model.context()).number("created", model.created());
        json.text("id", model.id()).texts("input_modalities", ModalityWords.in(model));
        json.number("max_completion_tokens", model.maxOutput()).number("max_output_length", model.maxOutput());
        json.text("name", model.displayName()).text("object", "model");
        json.texts("output_modalities", kind == Kind.SPEECH ? List.of("speech") : ModalityWords.out(model));
        json.text("owned_by", model.base().org());
        BigDecimal perCharacter = model.price().perUnit();
        if (perCharacter != null) {
            json.open("pricing").text("image", "0").decimalText("prompt", perCharacter);
            json.text("request", "0").close();
        } else if (model.priced()) {
            json.open("pricing").decimalText("completion", Amount.perToken(model.output()));
            json.text("image", "0");
            cacheRead(model, json, "input_cache_read");
            json.decimalText("prompt", Amount.perToken(model.input()))
                    .text("request", "0")
                    .close();
        }
        json.nil("public_apps")
                .texts("supported_features", ModalityWords.features(model))
                .close();
    }

    static void cerebras(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", "Cerebras").text("name", model.displayName());
        json.open("capabilities").flag("function_calling", model.tools()).flag("tools", model.tools());
        json.flag("vision", model.base().vision())
                .flag("reasoning", model.base().reasoning())
                .close();
        json.open("limits").number("max_context_length", model.context());
        json.number("max_completion_tokens", model.maxOutput()).close().flag("deprecated", false);
        json.open("pricing").decimalText("prompt", Amount.perToken(model.input()));
        json.decimalText("completion", Amount.perToken(model.output())).close().close();
    }

    static void nebius(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).number("created", 1_771_550_730L + model.pick("created", 7));
        json.text("object", "model").text("owned_by", "system").text("name", model.displayName());
        json.text("description", model.description()).number("context_length", model.context());
        json.open("architecture").text("modality", ModalityWords.arrow(model)).close();
        json.texts("supported_features", ModalityWords.features(model));
        json.open("pricing").decimalText("prompt", Amount.perToken(model.input()));
        json.decimalText("completion", Amount.perToken(model.output())).close().close();
    }

    static void vercel(SimModel model, JsonWriter json) {
        Kind kind = model.base().kind();
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.number("released", model.created()).text("owned_by", model.base().vendor());
        json.text("name", model.displayName()).text("description", model.description());
        json.number("context_window", model.context()).number("max_tokens", model.maxOutput());
        json.text("type", kind == Kind.CHAT ? "language" : kind.label());
        json.texts("tags", model.tools() ? List.of("tool-use", "file-input") : List.of("file-input"));
        json.open("pricing");
        BigDecimal perImage = model.price().perUnit();
        if (perImage != null) {
            json.decimalText(kind.label(), perImage);
        } else if (model.priced()) {
            vercelTokens(model, json);
        }
        json.close().close();
    }

    private static void vercelTokens(SimModel model, JsonWriter json) {
        json.decimalText("input", Amount.perToken(model.input()));
        json.decimalText("output", Amount.perToken(model.output()));
        cacheRead(model, json, "input_cache_read");
        if (model.odd("tier", 100)) {
            json.openArray("input_tiers").open();
            json.decimalText("cost", Amount.perToken(model.input()))
                    .number("min", 0)
                    .number("max", 200_001);
            json.close().open();
            json.decimalText("cost", Amount.perToken(model.input().multiply(BigDecimal.valueOf(2))));
            json.number("min", 200_001).close().closeArray();
        }
    }

    static void poe(SimModel model, JsonWriter json) {
        // Poe counts milliseconds; every other list counts seconds.
        json.open().text("id", model.id()).text("object", "model").number("created", model.created() * 1000 + 986);
        json.text("owned_by", "poe").openArray("permission").closeArray().text("root", model.id());
        json.nil("parent").open("architecture").texts("input_modalities", ModalityWords.in(model));
        json.texts("output_modalities", ModalityWords.out(model)).text("modality", ModalityWords.arrow(model));
        json.close();
        if (model.priced()) {
            json.open("pricing").decimalText("prompt", Amount.perToken(model.input()));
            json.decimalText("completion", Amount.perToken(model.output())).nil("request");
            cacheRead(model, json, "input_cache_read");
            json.close();
        } else {
            json.nil("pricing");
        }
        json.close();
    }

    static void undeclared(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("name", model.displayName())
                .text("description", model.description())
                .text("type", "chat");
        json.open("pricing").decimalText("prompt", Amount.perToken(model.input()));
        json.decimalText("completion", Amount.perToken(model.output())).close();
        json.open("capabilities").number("context_length", model.context()).flag("tools", model.tools());
        json.flag("json_mode", true)
                .flag("reasoning", model.base().reasoning())
                .close()
                .close();
    }

    private static void cacheRead(SimModel model, JsonWriter json, String name) {
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            json.decimalText(name, Amount.perToken(cacheRead));
        }
    }

    /** Per-token text with the trailing noise that some upstream sums leave behind. */
    private static String noisy(SimModel model) {
        BigDecimal exact = Amount.perToken(model.input());
        return model.odd("noise", 30)
                ? exact.add(exact.ulp().movePointLeft(18)).toPlainString()
                : JsonWriter.plain(exact);
    }

    private static String day(SimModel model) {
        return Dates.day(model.created()).replace("-", "").toLowerCase(Locale.ROOT);
    }
}
