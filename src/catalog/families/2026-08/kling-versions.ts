export const versions = ['1.6', '2.0', '2.1', '2.5', 'O1', '2.6', '3.0', '3.0-Omni'] as const

/** The versions that take references and videos. */
export const omni = ['O1', '3.0-Omni'] as const

export const allScenes = ['motion_control', 'avatar_i2v', 'lip_sync'] as const
