import { IconAlertTriangle } from '@tabler/icons-react';
import { mediaUrl } from '#renderer/app/api.ts';
import classes from './signed-picture.module.css';

type SignedPictureProps = {
  /** Of the drawn name; null or not here: the name in print. */
  readonly picture: { readonly sha256: string; readonly present: boolean } | null;
  readonly person: string;
};

/** A signature as it was drawn. */
export const SignedPicture = ({ picture, person }: SignedPictureProps) =>
  picture?.present ? (
    <img className={classes.signature} src={mediaUrl(picture.sha256)} alt={`${person}签名`} />
  ) : (
    person
  );

/** Said beside a signature whose words were changed after it. */
export const ChangedAfterSigning = () => (
  <div className={classes.outdated} data-screen-only>
    <IconAlertTriangle size="0.9rem" aria-hidden />
    签后内容有改动
  </div>
);
