function names(list: string): readonly string[] {
  return list.split(' ')
}

export const openaiVoices = names('alloy ash ballad coral echo fable onyx nova sage shimmer verse')

/** The documents name some of 44; these are all that the open model has. */
export const kokoroVoices = names(
  'af_alloy af_aoede af_bella af_heart af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky ' +
    'am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa ' +
    'bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis ' +
    'ef_dora em_alex em_santa ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola ' +
    'jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo pf_dora pm_alex pm_santa ' +
    'zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang',
)

export const elevenlabsVoices = names(
  'Adam Alice Antoni Aria Arnold Bella Bill Brian Callum Charlie Charlotte Chris Daniel Domi Dorothy Drew Elli Emily ' +
    'Eric Ethan Fin Freya George Gigi Giovanni Grace James Jeremy Jessica Joseph Josh Laura Liam Lily Matilda Matthew ' +
    'Michael Nicole Rachel River Roger Ryan Sam Sarah Thomas Will',
)
