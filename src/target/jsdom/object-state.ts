/** A property and its key, with all its attributes. */
export type Properties = readonly (readonly [key: PropertyKey, descriptor: PropertyDescriptor])[];

/** What an object was like, to tell whether it still is, and to put it back. */
export interface ObjectState extends Shape {
  readonly object: object;
  readonly prototype: object | null;
  readonly isExtensible: boolean;
}

/** What is remembered of the properties of an object. */
interface Shape {
  readonly keys: readonly PropertyKey[];
  /** Those of the properties that a script can change at all. */
  readonly changeable: Properties;
}

/**
 * The shapes of functions, by what they hold: most occur again and again, in every realm, and a realm would need five
 * times its own memory for them otherwise.
 */
const functionShapes = new Map<string, Shape>();

export function propertiesOf(object: object): Properties {
  return Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key) ?? {}]);
}

/** @param properties all that the object has */
export function stateOf(object: object, properties: Properties): ObjectState {
  return {
    object,
    prototype: Reflect.getPrototypeOf(object),
    isExtensible: Reflect.isExtensible(object),
    ...(typeof object === 'function' ? functionShape(properties) : shapeOf(properties)),
  };
}

/**
 * In plain loops, as all that is done for a thousand properties after every page: code that is not optimised makes an object
 * for each step of an iterator.
 */
export function isUnchanged(state: ObjectState): boolean {
  return hasItsKeys(state) && hasAll(state.object, state.changeable);
}

/** Whether an object has the keys that it had, in their order, and inherits from what it did. */
export function hasItsKeys({ object, prototype, isExtensible, keys }: ObjectState): boolean {
  if (Object.getPrototypeOf(object) !== prototype || Object.isExtensible(object) !== isExtensible) return false;
  const present = Reflect.ownKeys(object);
  if (present.length !== keys.length) return false;
  for (let index = 0; index < keys.length; index++) if (present[index] !== keys[index]) return false;
  return true;
}

/** Whether an object has these properties, with all their attributes. */
export function hasAll(object: object, properties: Properties): boolean {
  for (let index = 0; index < properties.length; index++) {
    const property = properties[index] as Properties[number];
    if (!isSame(Reflect.getOwnPropertyDescriptor(object, property[0]), property[1])) return false;
  }
  return true;
}

export function isSame(one: PropertyDescriptor | undefined, other: PropertyDescriptor): boolean {
  return (
    one !== undefined &&
    Object.is(one.value, other.value) &&
    one.get === other.get &&
    one.set === other.set &&
    one.writable === other.writable &&
    one.enumerable === other.enumerable &&
    one.configurable === other.configurable
  );
}

/** What an object had where it has something else now, by the key; nothing for a key that it did not have. */
export function differences({
  object,
  keys,
  changeable,
}: ObjectState): Map<PropertyKey, PropertyDescriptor | undefined> {
  const found = new Map<PropertyKey, PropertyDescriptor | undefined>();
  const known = new Set(keys);
  for (const key of Reflect.ownKeys(object)) if (!known.has(key)) found.set(key, undefined);
  for (const [key, descriptor] of changeable) {
    if (!isSame(Reflect.getOwnPropertyDescriptor(object, key), descriptor)) found.set(key, descriptor);
  }
  return found;
}

/** @returns whether it could be done */
export function putBack(object: object, key: PropertyKey, descriptor: PropertyDescriptor | undefined): boolean {
  return descriptor === undefined
    ? Reflect.deleteProperty(object, key)
    : Reflect.defineProperty(object, key, descriptor);
}

/** @returns whether it could be done, to the order of its keys */
export function restoreOne(state: ObjectState): boolean {
  const { object, prototype } = state;
  for (const [key, descriptor] of differences(state)) putBack(object, key, descriptor);
  if (Object.getPrototypeOf(object) !== prototype) Reflect.setPrototypeOf(object, prototype);
  return isUnchanged(state);
}

function shapeOf(properties: Properties): Shape {
  return {
    keys: properties.map(([key]) => key),
    changeable: properties.filter(([, { configurable, writable }]) => configurable === true || writable === true),
  };
}

function functionShape(properties: Properties): Shape {
  const text = plainText(properties);
  const known = text === undefined ? undefined : functionShapes.get(text);
  if (known !== undefined) return known;
  const shape = shapeOf(properties);
  if (text !== undefined) functionShapes.set(text, shape);
  return shape;
}

/**
 * What a function with nothing but a length and a name has, as a text. Others have a shape of their own: they may hold an
 * object, which is that of one realm.
 */
function plainText(properties: Properties): string | undefined {
  const [first, second] = properties;
  if (properties.length !== 2 || first?.[0] !== 'length' || second?.[0] !== 'name') return undefined;
  const { value: length } = first[1];
  const { value: name } = second[1];
  if (typeof name !== 'string' || !Number.isSafeInteger(length) || Object.is(length, -0)) return undefined;
  return `${length}${attributesText(first[1])}${attributesText(second[1])}${name}`;
}

function attributesText({ writable, enumerable, configurable }: PropertyDescriptor): string {
  return `${writable === true ? 'w' : '-'}${enumerable === true ? 'e' : '-'}${configurable === true ? 'c' : '-'}`;
}
