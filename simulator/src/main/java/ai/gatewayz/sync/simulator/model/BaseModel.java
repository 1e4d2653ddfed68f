package ai.gatewayz.sync.simulator.model;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A model as its maker released it; many providers offer the same one at similar prices.
 *
 * @param vendor the maker in lower case, e.g. {@code qwen}
 * @param org the maker's name on model hubs, e.g. {@code Qwen}
 * @param name the release, e.g. {@code Qwen3-32B-Instruct}
 * @param input usual USD per 1M input tokens, or per unit for media
 * @param output usual USD per 1M output tokens
 */
public record BaseModel(
        String vendor,
        String org,
        String name,
        Kind kind,
        int context,
        BigDecimal input,
        BigDecimal output,
        boolean vision,
        boolean reasoning) {

    /** The same model under another release name. */
    BaseModel named(String other) {
        return new BaseModel(vendor, org, other, kind, context, input, output, vision, reasoning);
    }

    /** The release in lower case, as most APIs spell it. */
    public String plain() {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /**
     * The provider's id of this model.
     *
     * @param template text with {@code {vendor} {org} {name} {plain} {dashed}}
     */
    String id(String template) {
        return template.replace("{vendor}", vendor)
                .replace("{org}", org)
                .replace("{name}", name)
                .replace("{plain}", plain())
                .replace("{dashed}", plain().replace('.', '-'));
    }
}
