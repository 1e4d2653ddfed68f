package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.SimModel;
import java.util.List;

/** Input and output modalities and parameters in the words most providers use. */
final class ModalityWords {
    private ModalityWords() {}

    static List<String> in(SimModel model) {
        return switch (model.base().kind()) {
            case CHAT, ROUTER -> model.base().vision() ? List.of("text", "image") : List.of("text");
            case TRANSCRIPTION -> List.of("audio");
            case EMBEDDING, RERANK, IMAGE, VIDEO, SPEECH -> List.of("text");
        };
    }

    static List<String> out(SimModel model) {
        return switch (model.base().kind()) {
            case CHAT, ROUTER, TRANSCRIPTION -> List.of("text");
            case EMBEDDING -> List.of("embeddings");
            case RERANK -> List.of("rerank");
            case IMAGE -> List.of("image");
            case VIDEO -> List.of("video");
            case SPEECH -> List.of("audio");
        };
    }

    static String arrow(SimModel model) {
        return String.join("+", in(model)) + "->" + String.join("+", out(model));
    }

    static List<String> features(SimModel model) {
        if (model.tools()) {
            return model.base().reasoning()
                    ? List.of("tools", "json_mode", "reasoning")
                    : List.of("tools", "json_mode");
        }
        return model.base().reasoning() ? List.of("reasoning") : List.of("json_mode");
    }
}
