package ai.gatewayz.sync.simulator.model;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** How prices move: sizes as measured on public price histories, or mild ones for benchmarks. */
enum PriceMoves {
    /** 58 % beyond ±20 %, 27 % beyond a factor of 2, 3 % beyond 10, 0.4 % beyond 100; 58 % are decreases. */
    MEASURED {
        @Override
        BigDecimal factor(Dice dice) {
            int roll = dice.below(1000);
            int low =
                    roll < 4 ? 10_100 : roll < 30 ? 1_020 : roll < 73 ? 505 : roll < 266 ? 205 : roll < 580 ? 125 : 103;
            int high =
                    roll < 4 ? 90_000 : roll < 30 ? 9_000 : roll < 73 ? 950 : roll < 266 ? 490 : roll < 580 ? 195 : 119;
            BigDecimal ratio = BigDecimal.valueOf(dice.between(low, high)).movePointLeft(2);
            return dice.permille(415) ? ratio : BigDecimal.ONE.divide(ratio, MathContext.DECIMAL32);
        }
    },
    /** Within ±30 % before rounding, which no guard may hold back. */
    MILD {
        @Override
        BigDecimal factor(Dice dice) {
            int percent = dice.permille(500) ? dice.between(103, 128) : dice.between(75, 97);
            return BigDecimal.valueOf(percent).movePointLeft(2);
        }
    };

    abstract BigDecimal factor(Dice dice);

    /** Another price for the offering; every stated amount stays positive and at least one differs. */
    Price move(Price old, Dice dice) {
        BigDecimal factor = factor(dice);
        // Input and output keep their ratio in only about a third of the real changes.
        BigDecimal other = dice.permille(360) ? factor : this == MILD ? MILD.factor(dice) : BigDecimal.ONE;
        return new Price(
                old.state(),
                moved(old.input(), factor, true),
                moved(old.output(), other, true),
                moved(old.cacheRead(), factor, true),
                moved(old.perUnit(), factor, false));
    }

    private static @Nullable BigDecimal moved(@Nullable BigDecimal amount, BigDecimal factor, boolean perToken) {
        if (amount == null || factor.signum() == 0 || factor.compareTo(BigDecimal.ONE) == 0) {
            return amount;
        }
        BigDecimal moved = PriceArithmetic.shown(amount.multiply(factor), perToken);
        // Rounding can swallow a small move of a cheap model; one quantum up is then the move.
        return moved.compareTo(amount) != 0 || !perToken ? moved : amount.add(new BigDecimal("0.001"));
    }
}
