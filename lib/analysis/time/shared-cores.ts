/** Bodies that take more than this many times as long as alone share cores with others. */
export const SHARED_CORES_FACTOR = 1.15;
