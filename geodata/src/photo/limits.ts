/** What one photo may cost, and how many a survey may have. Every limit is named in the answer that says it was passed. */
export interface PhotoLimits {
  /** Size of the file as it was sent. */
  readonly bytes: number;
  /** Width times height: whoever looks at it must unpack it. */
  readonly pixels: number;
  readonly ofSurvey: number;
}

/** The one table of limits for photos. A phone makes files of 3 to 12 MB; its largest mode has 108 million pixels. */
export const photoLimits: PhotoLimits = { bytes: 32 * 1024 * 1024, pixels: 120_000_000, ofSurvey: 200 };
