/** The numbers that the format of Parquet has for what its metadata say. */
export const encodings = { plain: 0, hybrid: 3, dictionary: 8 } as const;
export const physicalTypes = { boolean: 0, int64: 2, double: 5, byteArray: 6 } as const;
export const convertedTypes = { utf8: 0, timestampMicros: 10, int64: 18 } as const;
export const repetitions = { required: 0, optional: 1 } as const;
export const codecs = { snappy: 1 } as const;
