package ai.gatewayz.sync.catalog.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key under which different providers' ids of one model meet. For comparing only: a provider's id itself is never
 * rewritten. Each step beyond case is a named rule that was seen to hold in providers' own lists; there is no likeness, no
 * substring and no suffix that goes away: {@code :free}, {@code -fast} and {@code -thinking} are other offers.
 *
 * @param value the key
 * @param rules what was done to the id, in order; empty when only its case was folded
 */
public record MatchKey(String value, List<Rule> rules) {
    /** What may be done to an id. */
    public enum Rule {
        /** The collection in which a host keeps its models, such as {@code @cf/}, was left out. */
        COLLECTION,
        /** The maker's name before the slash was left out; hosts spell it in several ways or leave it out. */
        MAKER,
        /** Anthropic writes {@code claude-opus-4-6}, most others {@code claude-opus-4.6}. */
        CLAUDE_VERSION,
        /** Anthropic's dated snapshot {@code -20251001} of a model that others list without a date. */
        CLAUDE_SNAPSHOT;

        /** The lower-case name used in metadata. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makers of models by all spellings met. The name of anybody else is part of the key: it may be another's fine-tune. */
    private static final Set<String> MAKERS = Set.of(
            "ai21",
            "alibaba",
            "allenai",
            "amazon",
            "anthropic",
            "baai",
            "baidu",
            "black-forest-labs",
            "bytedance",
            "bytedance-seed",
            "cohere",
            "coherelabs",
            "deepseek",
            "deepseek-ai",
            "google",
            "ibm-granite",
            "inclusionai",
            "liquid",
            "liquidai",
            "meta",
            "meta-llama",
            "microsoft",
            "minimax",
            "minimaxai",
            "mistral",
            "mistralai",
            "moonshotai",
            "nvidia",
            "openai",
            "perplexity",
            "qwen",
            "stepfun",
            "stepfun-ai",
            "tencent",
            "thudm",
            "x-ai",
            "xai",
            "xiaomi",
            "xiaomimimo",
            "z-ai",
            "zai",
            "zai-org");

    private static final List<String> COLLECTIONS = List.of("accounts/fireworks/models/", "@cf/");
    private static final String CLAUDE = "claude-";
    private static final Pattern CLAUDE_VERSION = Pattern.compile("-(\\d{1,2})-(\\d{1,2})(?=$|[-:@])");
    private static final Pattern CLAUDE_SNAPSHOT = Pattern.compile("-20\\d{6}$");

    /** Takes a private copy of the rules. */
    public MatchKey {
        rules = List.copyOf(rules);
    }

    /** The key of a provider's id. */
    public static MatchKey of(String providerModelId) {
        List<Rule> rules = new ArrayList<>(2);
        String key = Normalizer.normalize(providerModelId, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (String collection : COLLECTIONS) {
            if (key.startsWith(collection) && key.length() > collection.length()) {
                key = key.substring(collection.length());
                rules.add(Rule.COLLECTION);
            }
        }
        int slash = key.indexOf('/');
        if (slash > 0 && slash < key.length() - 1 && MAKERS.contains(key.substring(0, slash))) {
            key = key.substring(slash + 1);
            rules.add(Rule.MAKER);
        }
        return new MatchKey(key.startsWith(CLAUDE) ? claude(key, rules) : key, rules);
    }

    private static String claude(String id, List<Rule> rules) {
        String key = id;
        Matcher snapshot = CLAUDE_SNAPSHOT.matcher(key);
        if (snapshot.find()) {
            key = key.substring(0, snapshot.start());
            rules.add(Rule.CLAUDE_SNAPSHOT);
        }
        Matcher version = CLAUDE_VERSION.matcher(key);
        if (version.find()) {
            key = version.replaceFirst("-$1.$2");
            rules.add(Rule.CLAUDE_VERSION);
        }
        return key;
    }
}
