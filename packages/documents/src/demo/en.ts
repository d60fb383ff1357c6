import {
  bullets,
  callout,
  emphasis,
  heading,
  marked,
  paragraph,
  quote,
  rule,
  steps,
  strong,
  struck,
  table,
  tasks,
} from './content.ts';
import type { DemoWords } from './words.ts';

export const EN: DemoWords = {
  name: 'Seoul Alley Coffee, 30 seconds',
  description:
    'A tiny café in a back alley of Yeonnam-dong, from opening time to the morning after the rain. Thirty seconds without a word, as a 16:9 film and a 9:16 cut.',
  stages: [
    [
      heading(2, 'Before the alley belongs to anyone'),
      paragraph([
        'Twenty past six. The street lamps are still on and the sky has just turned blue. Power lines, wet brick, one chair left out from yesterday. ',
        marked('Nothing moves until a cat crosses the frame.'),
      ]),
      paragraph(
        'A hand finds the shutter. It does not look for the key; it has done this ten thousand times. The shutter going up is the first music of the film.',
      ),
      callout('idea', 'We never show a clock. You know the time by the colour of the light.'),
      heading(3, 'Sound'),
      bullets(
        'The low hum of a fridge, the first bus far away',
        'The shutter in three beats: it catches, it drags, it stops',
        ['Beans falling: ', strong('recorded on site'), ', nothing from a library'],
      ),
      heading(3, 'To do'),
      tasks({
        done: ['Leaflets to the neighbours', 'Record the shutter beforehand'],
        open: [
          'Ask the district office again when the lamps go off',
          'Cat treats, since nobody can book a real cat',
        ],
      }),
    ],
    [
      heading(2, 'When the water lands'),
      paragraph([
        'The shutter is half up and the alley is still blue. Inside, the owner takes her time: kettle, scale, filter. ',
        marked('The camera stays on the hands. No face before the first drop.'),
        ' Nothing in this part is shown twice.',
      ]),
      paragraph([
        'Sound pulls the scene along. Gas, tap, grinder, then one clear note of water on paper. ',
        emphasis('The music comes in after the first drop.'),
      ]),
      tasks({
        done: ['Matte black gooseneck kettle from props'],
        open: ['Get the keys for 05:30', 'Test whether steam reads against the window'],
      }),
      heading(3, 'Light'),
      table(
        ['Time', 'Window', 'Inside', 'Note'],
        ['06:20', '5600 K, blue', '3000 K, one bulb', 'Steam reads best'],
        ['06:50', '5200 K', '3000 K', 'The profile, now'],
        ['07:20', '6500 K if cloudy', 'Off', 'Cup at the window'],
      ),
      callout('warning', 'Above 20 °C indoors the steam is gone. Heating off before we roll.'),
      paragraph('When we cut, the cup already stands on the sill. Nobody saw it being put there.'),
    ],
    [
      heading(2, 'Rain'),
      paragraph(
        'Rain that no forecast had. Somebody runs in under the awning, not to order anything, only to stay dry.',
      ),
      paragraph([
        'The owner asks nothing and makes one more cup. The camera ',
        strong('stays outside'),
        ': water on the glass and the warm room behind it, in one frame. The window slides open and a hand comes out. For the first time inside and outside touch.',
      ]),
      quote('“Here.” We read it from her lips; the rain keeps the sound.'),
      heading(3, 'If it does not rain'),
      steps(
        'Two hoses from the roof instead of a rain truck; wet only the three metres in front of the awning',
        'One backlight at the end of the alley: rain shows only when lit from behind',
        'Wet the ground once more, twenty minutes before the take',
      ),
      callout('note', 'One umbrella, black. The cup is the only thing with a colour.'),
      tasks({
        open: [
          'Permission for the roof',
          'Two pairs of spare shoes for the actor',
          'Rain cover and dry towels',
        ],
      }),
    ],
    [
      heading(2, 'Two hands, one cup'),
      paragraph([
        'Two hands close around the cup. Steam covers half the frame, and when it lifts the rain is over. ',
        marked('Not a cut: it clears.'),
        ' Within one breath.',
      ]),
      paragraph(
        'The alley opens. Gold on the wet ground, and one by one people come out to look at the sky. The sign is the last thing to light up.',
      ),
      rule,
      paragraph([
        struck('Voice: “Where your day begins.”'),
        ' No words. Two seconds of logo, and over it the kettle once more.',
      ]),
      heading(3, 'Deliverables'),
      table(
        ['Cut', 'Length', 'Ratio', 'Titles'],
        ['Film', '30 s', '16:9', 'none'],
        ['Vertical', '30 s', '9:16', 'none'],
        ['Short', '15 s', '1:1', 'name only'],
      ),
      tasks({
        done: ['New bulbs for the sign'],
        open: ['Ask for the clear space around the logo', 'Pick three reference frames for the grade'],
      }),
    ],
  ],
  shots: [
    [
      {
        title: 'Dawn in the alley',
        action: 'The alley in blue light. A cat passes below the power lines.',
        dialogue: '',
        notes: 'Before the lamps go off. Go again if the first bus is heard.',
      },
      {
        title: 'Shutter',
        action: 'The shutter from below. A hand turns the key without looking; the camera goes up with it.',
        dialogue: '',
        notes: 'Record the sound once more on its own.',
      },
      {
        title: 'Beans',
        action: 'Beans pour into the grinder. The last one stays, then drops.',
        dialogue: '',
        notes: '120 fps. The last bean by hand.',
      },
    ],
    [
      {
        title: 'Water meets paper',
        action: 'A thin stream lands on the grounds and they rise. The first drop falls.',
        dialogue: '',
        notes: 'First drop at 0:08, music after it.',
      },
      {
        title: 'The owner in profile',
        action: 'The first face we see, from the side and briefly. Eyes down behind the steam.',
        dialogue: '',
        notes: 'Never from the front.',
      },
      {
        title: 'Cup at the window',
        action: 'An empty chair and a steaming cup on the sill. The alley is mirrored in the glass.',
        dialogue: '',
        notes: 'Already there; nobody puts it down.',
      },
    ],
    [
      {
        title: 'Here comes the rain',
        action: 'Rain moves in from the end of the alley. A black umbrella walks away.',
        dialogue: '',
        notes: 'Backlight is a must. Wet the ground first.',
      },
      {
        title: 'Under the awning',
        action: 'Somebody soaked runs in under the awning, catches a breath, sees the fogged glass.',
        dialogue: '',
        notes: 'Handheld, but no more than breathing.',
      },
      {
        title: 'The hand',
        action: 'The window opens and a hand holds out a cup. A hand in the rain takes it.',
        dialogue: '(lips only) Here.',
        notes: 'Slowly from inside to outside. Focus on the cup.',
      },
    ],
    [
      {
        title: 'Two hands, one cup',
        action: 'Two hands around the cup. Steam covers the frame and lifts.',
        dialogue: '',
        notes: 'Keep drops on the hands; check against the shot before.',
      },
      {
        title: 'After the rain',
        action: 'The camera rises and sun falls into the wet alley. People look up.',
        dialogue: '',
        notes: 'The sign upside down in the puddle.',
      },
      {
        title: 'The sign',
        action: 'The sign lights up: Alley Coffee. A wisp of steam.',
        dialogue: '',
        notes: 'Two seconds, untouched. Ends on the kettle.',
      },
    ],
  ],
};
