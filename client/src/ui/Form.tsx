import type { ReactNode } from 'react';

/**
 * A form that the Enter which ends a composition never sends: some browsers report that key as a plain
 * Enter of the field.
 */
export function Form({
  onSubmit,
  className,
  children,
}: {
  onSubmit: () => void | Promise<void>;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    // The keys are those of the fields inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.nativeEvent.isComposing || event.keyCode === 229))
          event.preventDefault();
      }}
    >
      {children}
    </form>
  );
}
