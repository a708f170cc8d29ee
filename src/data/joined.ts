import { createHash } from 'node:crypto';
import { nameBehind, type Dataset } from '../core/format.js';

/** A data set with the gallery that is searched for it laid behind it; of the gallery's rows only fields that it has are read. */
export function joined(queries: Dataset, gallery: Dataset): Dataset {
  const galleryFrom = queries.size;
  const digest = createHash('sha256').update(`data ${queries.digest}\ngallery ${gallery.digest}\n`);
  return {
    size: galleryFrom + gallery.size,
    galleryFrom,
    digest: digest.digest('hex'),
    fields: queries.fields,
    id: (index) => (index < galleryFrom ? queries.id(index) : nameBehind(gallery.id(index - galleryFrom))),
    read: async (index, fields) => {
      if (index < galleryFrom) return queries.read(index, fields);
      const had = fields.filter((field) => gallery.fields.includes(field));
      const sample = await gallery.read(index - galleryFrom, had);
      return { ...sample, id: nameBehind(sample.id) };
    },
    close: async () => {
      await queries.close();
      await gallery.close();
    },
  };
}
