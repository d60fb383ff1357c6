export default function ShotTable(_props: Record<string, unknown>) {
  return null;
}
