import { type ComponentType, lazy, Suspense } from 'react';

/** A form made of Ant Design on a page that has none: both are fetched when it is opened. */
export function lazyForm<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Form = lazy(async () => {
    const [Content, { OfficeLook }] = await Promise.all([load(), import('./OfficeLook')]);
    return {
      default: (props: Props) => (
        <OfficeLook>
          <Content {...props} />
        </OfficeLook>
      ),
    };
  });
  return (props) => (
    <Suspense>
      <Form {...props} />
    </Suspense>
  );
}
