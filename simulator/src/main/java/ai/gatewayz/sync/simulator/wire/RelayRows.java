package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.Kind;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;
import java.util.List;

/** Rows of relays and of providers that count in units of their own. */
final class RelayRows {
    private RelayRows() {}

    static void xai(SimModel model, JsonWriter json) {
        json.open().texts("aliases", model.odd("alias", 500) ? List.of(model.id() + "-latest") : List.of());
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            json.number("cached_prompt_text_token_price", Amount.ticks(cacheRead));
        }
        if (model.priced()) {
            json.number("completion_text_token_price", Amount.ticks(model.output()));
        }
        json.number("context_length", model.context())
                .number("created", model.created())
                .text("id", model.id());
        BigDecimal perImage = model.price().perUnit();
        if (perImage != null) {
            json.number("image_price", perImage.movePointRight(10));
        }
        json.text("object", "model").text("owned_by", "xai");
        if (model.priced()) {
            json.number("prompt_image_token_price", Amount.ticks(model.input()));
            json.number("prompt_text_token_price", Amount.ticks(model.input()));
            if (model.odd("tier", 500)) {
                BigDecimal twice = BigDecimal.valueOf(2);
                json.number("long_context_threshold", 200_000);
                json.number(
                        "prompt_text_token_price_long_context",
                        Amount.ticks(model.input().multiply(twice)));
                json.number(
                        "completion_text_token_price_long_context",
                        Amount.ticks(model.output().multiply(twice)));
            }
        }
        json.close();
    }

    /** What goes in and comes out of a model; its prices are those of the other list. */
    static void xaiLanguage(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.number("search_price", 0).close();
    }

    static void novita(SimModel model, JsonWriter json) {
        json.open().number("created", model.created()).text("id", model.id()).text("object", "model");
        json.text("owned_by", "unknown").nil("permission").text("root", "").text("parent", "");
        json.number("input_token_price_per_m", Amount.ticks(model.input()));
        json.number("output_token_price_per_m", Amount.ticks(model.output()));
        json.text("title", model.id()).text("description", model.description()).texts("tags", List.of());
        json.number("context_size", model.context()).number("status", 1);
        json.text("display_name", model.displayName()).text("model_type", "chat");
        // Some rows promise more output than context.
        json.number("max_output_tokens", model.odd("over", 35) ? model.context() + 1000L : model.maxOutput());
        if (!model.odd("bare", 100)) {
            json.texts("features", model.tools() ? List.of("function-calling", "structured-outputs") : List.of());
            json.texts("endpoints", List.of("chat/completions", "completions"));
        }
        json.close();
    }

    static void near(SimModel model, JsonWriter json) {
        json.open().text("modelId", model.id());
        nano(json, "inputCostPerToken", model.input());
        nano(json, "outputCostPerToken", model.output());
        json.open("metadata").text("modelDisplayName", model.displayName());
        json.text("modelDescription", model.description()).number("contextLength", model.context());
        json.number("maxOutputLength", model.maxOutput())
                .flag("verifiable", true)
                .open("architecture");
        json.texts("inputModalities", ModalityWords.in(model)).texts("outputModalities", ModalityWords.out(model));
        json.close()
                .texts("aliases", List.of())
                .text("ownedBy", model.base().vendor())
                .close()
                .close();
    }

    private static void nano(JsonWriter json, String name, BigDecimal perMillion) {
        json.open(name).number("amount", perMillion.movePointRight(3)).number("scale", 9);
        json.text("currency", "USD").close();
    }

    static void helicone(SimModel model, JsonWriter json) {
        String author = model.base().vendor();
        json.open().text("id", model.id()).text("name", model.displayName()).text("author", author);
        json.number("contextLength", model.context()).number("maxOutput", model.maxOutput());
        json.text("trainingDate", Dates.day(model.created())).text("description", model.description());
        json.texts("inputModalities", ModalityWords.in(model)).texts("outputModalities", ModalityWords.out(model));
        json.texts("supportedParameters", model.tools() ? List.of("tools", "tool_choice") : List.of("stop"));
        json.openArray("endpoints");
        if (model.odd("relay-first", 300)) {
            heliconeOffer(model, json, "bedrock", new BigDecimal("1.1"));
        }
        heliconeOffer(model, json, author, BigDecimal.ONE);
        json.closeArray().close();
    }

    private static void heliconeOffer(SimModel model, JsonWriter json, String host, BigDecimal factor) {
        json.open().text("provider", host).text("providerSlug", host).flag("supportsPtb", true);
        json.open("pricing").number("prompt", model.input().multiply(factor));
        json.number("completion", model.output().multiply(factor));
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            json.number("cacheRead", cacheRead.multiply(factor));
        }
        json.close().close();
    }

    static void aihubmix(SimModel model, JsonWriter json) {
        Kind kind = model.base().kind();
        json.open().text("model_id", model.id()).text("desc", model.description());
        json.text("types", aihubmixType(kind));
        json.text("features", model.tools() ? "tools,function_calling" : "");
        json.text("input_modalities", String.join(",", ModalityWords.in(model)));
        json.number("context_length", model.context()).number("max_output", model.maxOutput());
        json.open("pricing");
        // Media rows carry their price per image or video in the same field, without saying so.
        json.number("input", kind.perToken() ? model.input() : model.base().input());
        json.number("output", model.output());
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead == null) {
            json.nil("cache_read");
        } else {
            json.number("cache_read", cacheRead);
        }
        json.nil("cache_write")
                .close()
                .number("developer_id", 1L + model.pick("developer", 60))
                .close();
    }

    private static String aihubmixType(Kind kind) {
        return switch (kind) {
            case CHAT, ROUTER -> "llm";
            case EMBEDDING -> "embedding";
            case RERANK -> "rerank";
            case IMAGE -> "image_generation";
            case VIDEO -> "video";
            case SPEECH -> "tts";
            case TRANSCRIPTION -> "stt";
        };
    }

    static void onerouter(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("display_name", model.displayName());
        json.text("category_type", model.base().kind() == Kind.CHAT ? "LLM" : "Video");
        json.number("context_length", model.context()).number("max_output_tokens", model.context());
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.flag("supports_function_calling", model.tools()).texts("supported_endpoint_types", List.of("openai"));
        // The floor over all tiers understates: the flex tier is half the standard price.
        boolean flex = model.priced() && model.odd("flex", 300);
        BigDecimal half = new BigDecimal("0.5");
        json.number("min_prompt_price", flex ? model.input().multiply(half) : model.input());
        json.number("min_completion_price", flex ? model.output().multiply(half) : model.output());
        json.number("min_request_price", 0).openArray("providers");
        if (flex) {
            tier(model, json, "flex", half);
        }
        tier(model, json, "standard", BigDecimal.ONE);
        json.closeArray()
                .flag("deprecated", false)
                .flag("is_display_only", false)
                .close();
    }

    private static void tier(SimModel model, JsonWriter json, String name, BigDecimal factor) {
        json.open().text("provider_slug", model.base().vendor()).text("service_tier", name);
        json.number("prompt_price", model.input().multiply(factor));
        json.number("completion_price", model.output().multiply(factor));
        json.number("context_length", model.context()).close();
    }

    static void anannas(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("name", model.displayName()).number("context_window", model.context());
        json.number("max_output", model.maxOutput());
        json.texts("supported_parameters", model.tools() ? List.of("tools", "temperature") : List.of("temperature"));
        json.open("pricing")
                .number("input", model.input())
                .number("output", model.output())
                .close()
                .close();
    }

    static void aimo(SimModel model, JsonWriter json) {
        json.open().text("name", model.base().plain()).text("display_name", model.displayName());
        json.number("context_length", model.context()).open("architecture");
        json.texts("input_modalities", ModalityWords.in(model)).texts("output_modalities", ModalityWords.out(model));
        json.close().openArray("providers").open();
        json.text("id", model.id().substring(0, model.id().indexOf(':'))).text("name", "seller");
        json.open("pricing").decimalText("prompt", model.input()).decimalText("completion", model.output());
        json.close().close().closeArray().close();
    }

    static void modelz(SimModel model, JsonWriter json) {
        json.open().text("Token", model.id()).flag("isGraduated", model.odd("graduated", 600));
        json.number("contextLength", model.context()).number("prompt_price", model.input());
        json.number("completion_price", model.output()).close();
    }
}
