package ai.gatewayz.sync.activities.cache;

/** A cache outside of our processes, or somebody who keeps one. */
public interface CacheTarget {
    /** What its progress is stored under; holds no secret. */
    String key();

    /** Its kind, for metrics. */
    String kind();

    /**
     * Forgets a batch, or tells it. May be called again with the same batch.
     *
     * @throws TargetDownException when it has to be tried again
     */
    void deliver(InvalidationBatch batch) throws TargetDownException;

    /**
     * Makes sure that it knows the generation, whatever it has lost since.
     *
     * @throws TargetDownException when it did not answer
     */
    default void assertGeneration(long generation) throws TargetDownException {
        // Most targets keep nothing that could be lost.
    }
}
